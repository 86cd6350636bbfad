package org.cunlu.logistics.network;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.logistics.Line.Holiday;

/** Holidays of a line as a file holds them: {@code 2027-02-06 2027-02-20=1}, the first not run, the second run as on Mondays. */
final class Holidays {
    private static final String COLUMN = "holidays";
    private static final int COUNT_MAX = 100;

    private Holidays() {}

    /** @return by date */
    static List<Holiday> of(CsvRow row) {
        String[] words = row.cell(COLUMN).map(text -> text.split("\\s+")).orElse(new String[0]);
        if (words.length > COUNT_MAX) {
            row.fault(COLUMN, "too-many", "过多，最多 " + COUNT_MAX + " 天 · More than " + COUNT_MAX + " days");
            return List.of();
        }
        var holidays = new TreeMap<LocalDate, Holiday>();
        for (String word : words) {
            Holiday holiday = holiday(row, word);
            if (holiday != null && holidays.put(holiday.date(), holiday) != null) {
                row.fault(COLUMN, "holiday-twice", "同一天出现两次 · A day stands twice: " + holiday.date());
            }
        }
        return List.copyOf(holidays.values());
    }

    private static Holiday holiday(CsvRow row, String word) {
        if (word.matches("\\d{4}-\\d{2}-\\d{2}(=[1-7])?")) {
            try {
                String[] parts = word.split("=");
                DayOfWeek runsAs = parts.length == 1 ? null : DayOfWeek.of(Integer.parseInt(parts[1]));
                return new Holiday(LocalDate.parse(parts[0]), runsAs);
            } catch (DateTimeException _) {
                // A 31 June: told below.
            }
        }
        row.fault(
                COLUMN,
                "holiday-invalid",
                "应为 yyyy-MM-dd（停运）或 yyyy-MM-dd=1（按周一运行）· Not yyyy-MM-dd (does not run) or yyyy-MM-dd=1 (as on Mondays)");
        return null;
    }

    static Collection<Object[]> rows(String line, List<Holiday> holidays) {
        return holidays.stream()
                .map(each -> new Object[] {
                    line,
                    each.date(),
                    each.runsAs() == null ? null : each.runsAs().getValue()
                })
                .toList();
    }
}
