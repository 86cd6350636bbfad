package org.cunlu.logistics.pricewatch;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.pricewatch.Reporting.Said;

/** A day's reports as a file: {@code commodity,day,price_fen,stock_grams}. All of it is taken or nothing. */
final class ReportFile {
    static final int ROWS_MAX = 2_000;
    private static final Set<String> REQUIRED = Set.of("commodity", "day", "price_fen");
    private static final Set<String> OPTIONAL = Set.of("stock_grams");

    private ReportFile() {}

    /** @throws ProblemException 400 {@code file-faulty} with all faults by line, {@code no-reports} */
    static List<Said> read(Reader csv) {
        CsvFile file = CsvFile.read(csv, REQUIRED, OPTIONAL, ROWS_MAX);
        var said = new ArrayList<Said>();
        for (CsvRow row : file.rows()) {
            var each = new Said(
                    row.code("commodity"),
                    row.dateOrNull("day"),
                    row.number("price_fen", 1, Report.PRICE_MAX),
                    row.cell("stock_grams").isEmpty() ? null : row.number("stock_grams", 0, Report.STOCK_MAX));
            if (!row.bad() && each.day() == null) {
                row.fault("day", "blank", "不能为空 · Must not be blank");
            }
            said.add(each);
        }
        if (!file.faults().none()) {
            throw ProblemException.of(400, "file-faulty", "文件有错，未导入 · Faults in the file, nothing was taken", null)
                    .fact("faults", file.faults().list());
        }
        if (said.isEmpty()) {
            throw ProblemException.of(400, "no-reports", "文件里没有一行 · No row in the file", null);
        }
        return said;
    }
}
