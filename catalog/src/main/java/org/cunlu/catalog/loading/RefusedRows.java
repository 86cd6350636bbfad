package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.bulk.RowFault;

/** What was refused of a file, as a file: its own header and rows, and behind each why, to be put right and brought again. */
final class RefusedRows {
    /** More is no list that somebody goes through by hand, and no statement that a database likes. */
    private static final int CHARS_MAX = 4_000_000;

    private RefusedRows() {}

    /** @return as CSV; null where no row was refused, or the file has no rows */
    @Nullable
    static String of(String csv, List<RowFault> faults) {
        Map<Long, LinkedHashSet<String>> why = new TreeMap<>();
        faults.stream()
                .filter(fault -> fault.line() > 1)
                .forEach(fault -> why.computeIfAbsent(fault.line(), line -> new LinkedHashSet<>())
                        .add((fault.column() == null ? "" : fault.column() + ": ") + fault.message()));
        var rows = CsvFile.picked(new StringReader(csv), why.keySet());
        return rows.size() < 2 ? null : written(rows, why);
    }

    private static String written(List<CsvFile.Picked> rows, Map<Long, LinkedHashSet<String>> why) {
        List<String> header = rows.getFirst().fields();
        int said = header.indexOf(CatalogColumns.REFUSED_BECAUSE);
        var text = new CsvText();
        int length = 0;
        for (CsvFile.Picked row : rows) {
            boolean first = row == rows.getFirst();
            var cells = new ArrayList<>(row.fields());
            // A row of another length is shown as it came; the reason stands in its own column wherever that can be.
            while (cells.size() < header.size()) {
                cells.add("");
            }
            String because = first ? CatalogColumns.REFUSED_BECAUSE : String.join("; ", why.get(row.line()));
            if (said < 0) {
                cells.add(header.size(), because);
            } else {
                cells.set(said, because);
            }
            length += cells.stream().mapToInt(String::length).sum();
            if (length > CHARS_MAX) {
                break;
            }
            text.line(cells);
        }
        return text.toString();
    }
}
