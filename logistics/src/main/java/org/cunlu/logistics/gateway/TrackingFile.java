package org.cunlu.logistics.gateway;

import io.micronaut.core.annotation.Nullable;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.Faults;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Carrier;

/** A carrier's own tracking file, read by the names that he gives to his columns. */
final class TrackingFile {
    /** A carrier's clock may be ahead by this. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private final CsvFile file;
    private final List<Row> rows = new ArrayList<>();

    /** @param word as the carrier wrote it */
    record Row(
            long line,
            String waybill,
            String word,
            Instant at,
            @Nullable String place) {}

    private TrackingFile(CsvFile file) {
        this.file = file;
    }

    static TrackingFile read(String csv, Carrier carrier, Instant now) {
        Carrier.Columns columns = carrier.columns();
        Set<String> optional = columns.place() == null ? Set.of() : Set.of(columns.place());
        var file = new TrackingFile(CsvFile.readOthers(
                new StringReader(csv), Set.of(columns.waybill(), columns.status(), columns.at()), optional));
        DateTimeFormatter format = format(columns.timeFormat());
        for (CsvRow row : file.file.rows()) {
            file.take(row, columns, format, now);
        }
        return file;
    }

    /** @throws IllegalArgumentException when it is not a pattern of a date with a time */
    static DateTimeFormatter format(String pattern) {
        // In strict style the year is u; people write y.
        return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private void take(CsvRow row, Carrier.Columns columns, DateTimeFormatter format, Instant now) {
        String waybill = row.text(columns.waybill(), 40);
        String word = row.text(columns.status(), 40);
        String place = columns.place() == null ? null : row.textOrNull(columns.place(), 60);
        Instant at = at(row, columns.at(), format);
        if (at != null && at.isAfter(now.plus(AHEAD))) {
            row.fault(columns.at(), "in-future", "时间在将来 · The time lies ahead");
        }
        if (!row.bad()) {
            rows.add(new Row(row.line(), waybill, word, at, place));
        }
    }

    @Nullable
    private static Instant at(CsvRow row, String column, DateTimeFormatter format) {
        String text = row.text(column, 40);
        if (text == null) {
            return null;
        }
        try {
            LocalDateTime local = LocalDateTime.parse(text, format);
            if (CountyTime.usual(local.toLocalDate())) {
                return local.atZone(CountyTime.ZONE).toInstant();
            }
        } catch (DateTimeException _) {
            // Told below.
        }
        row.fault(column, "time-invalid", "时间格式不对 · Not a time as this carrier writes it");
        return null;
    }

    /** @return rows that can be understood, in the order of the file */
    List<Row> rows() {
        return rows;
    }

    int read() {
        return file.rows().size();
    }

    Faults faults() {
        return file.faults();
    }
}
