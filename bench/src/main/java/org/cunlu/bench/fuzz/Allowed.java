package org.cunlu.bench.fuzz;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** Findings that are known and stay for a reason: {@code fuzz/allowed.csv}. */
final class Allowed {
    private static final int REASON_MIN = 20;

    private final List<Row> rows;

    private Allowed(List<Row> rows) {
        this.rows = rows;
    }

    /** @param operation glob; likewise check and family  @param since when it was looked at */
    record Row(String operation, String check, String family, LocalDate since, String reason) {
        Row {
            if (reason.length() < REASON_MIN) {
                throw new IllegalArgumentException("what is allowed needs a reason: " + operation);
            }
        }
    }

    static Allowed read() {
        try (var in = new InputStreamReader(
                        Objects.requireNonNull(Allowed.class.getResourceAsStream("/fuzz/allowed.csv")),
                        StandardCharsets.UTF_8);
                var csv = CsvReader.builder().ofNamedCsvRecord(in)) {
            return new Allowed(csv.stream()
                    .map(row -> new Row(
                            row.getField("operation"),
                            row.getField("check"),
                            row.getField("family"),
                            LocalDate.parse(row.getField("since")),
                            row.getField("reason")))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Row> rows() {
        return rows;
    }

    boolean is(Finding finding) {
        return rows.stream()
                .anyMatch(row -> glob(row.operation(), finding.operation())
                        && glob(row.check(), finding.check().word())
                        && glob(row.family(), finding.family().word()));
    }

    /** @param glob in which {@code *} stands for anything */
    static boolean glob(String glob, String text) {
        int at = 0;
        String[] parts = glob.split("\\*", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            int found = i == 0 ? (text.startsWith(parts[0]) ? 0 : -1) : text.indexOf(parts[i], at);
            if (last && i > 0) {
                found = text.endsWith(parts[i]) && text.length() - parts[i].length() >= at
                        ? text.length() - parts[i].length()
                        : -1;
            }
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return at == text.length();
    }
}
