package org.cunlu.logistics.label;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.CarrierLists.Given;
import org.cunlu.logistics.CarrierLists.Row;
import org.cunlu.logistics.label.Sheet.Mark;
import org.cunlu.logistics.label.Sheet.Rule;
import org.cunlu.logistics.label.Sheet.Square;
import org.cunlu.logistics.label.Sheet.Text;

/** The list of what a gateway gave to a carrier, 100 × 180 mm a page, for both to sign. */
final class CarrierSheets {
    private static final double WIDTH = 100;
    private static final double HEIGHT = 180;
    private static final double LEFT = 5;
    private static final double INNER = WIDTH - 2 * LEFT;
    private static final double QR = 26;
    private static final double QR_LEFT = WIDTH - LEFT - QR;
    private static final double BESIDE_QR = QR_LEFT - LEFT - 2;
    private static final double ROW = 5;
    private static final int ROWS_A_PAGE = 24;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private CarrierSheets() {}

    /** One page even when every row was refused: that nothing was given is worth a signature too. */
    static List<Sheet> of(Given given) {
        int pages = Math.max(1, (given.rows().size() + ROWS_A_PAGE - 1) / ROWS_A_PAGE);
        var sheets = new ArrayList<Sheet>();
        for (int page = 0; page < pages; page++) {
            sheets.add(page(given, page, pages));
        }
        return sheets;
    }

    private static Sheet page(Given given, int page, int pages) {
        var marks = new ArrayList<Mark>();
        marks.add(new Text(LEFT, 4, 7, BESIDE_QR, "交件清单 " + (page + 1) + "/" + pages));
        marks.add(new Text(LEFT, 13, 4.5, BESIDE_QR, given.gateway()));
        marks.add(new Text(LEFT, 19, 4.5, BESIDE_QR, given.carrier()));
        marks.add(new Text(LEFT, 25, 4, BESIDE_QR, TIME.format(CountyTime.at(given.at()))));
        marks.add(new Square(QR_LEFT, 5, QR, given.fileId()));
        marks.add(new Rule(LEFT, 33, INNER));
        int first = page * ROWS_A_PAGE;
        int last = Math.min(given.rows().size(), first + ROWS_A_PAGE);
        for (int i = first; i < last; i++) {
            Row row = given.rows().get(i);
            double y = 35 + (i - first) * ROW;
            marks.add(new Text(LEFT, y, 3.2, 9, String.valueOf(i + 1)));
            marks.add(new Text(15, y, 3.2, 36, row.barcode()));
            marks.add(new Text(53, y, 3.2, 42, row.waybill()));
        }
        marks.add(new Rule(LEFT, 157, INNER));
        marks.add(new Text(LEFT, 159, 4, INNER, "合计 " + given.rows().size() + " 件"));
        marks.add(new Text(LEFT, 167, 4, INNER, "交 ____________  接 ____________"));
        return new Sheet(WIDTH, HEIGHT, marks);
    }
}
