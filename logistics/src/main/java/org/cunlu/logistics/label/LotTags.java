package org.cunlu.logistics.label;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.catalog.LotOrigin;
import org.cunlu.logistics.label.Sheet.Mark;
import org.cunlu.logistics.label.Sheet.Square;
import org.cunlu.logistics.label.Sheet.Text;

/** Tags of a lot to cut out and put on boxes: A4 sheets of three by seven. */
final class LotTags {
    static final int A_SHEET = 21;
    private static final double WIDTH = 210;
    private static final double HEIGHT = 297;
    private static final int COLUMNS = 3;
    private static final double TAG_WIDTH = 70;
    private static final double TAG_HEIGHT = 42.4;
    private static final double EDGE = 5;
    private static final double QR = 26;
    private static final double TEXT_LEFT = EDGE + QR + 3;
    private static final double TEXT = TAG_WIDTH - TEXT_LEFT - 3;

    private LotTags() {}

    /** @param link the lot's Digital Link @param copies 1 or more */
    static List<Sheet> of(LotOrigin lot, String link, int copies) {
        var sheets = new ArrayList<Sheet>();
        for (int done = 0; done < copies; done += A_SHEET) {
            var marks = new ArrayList<Mark>();
            for (int i = 0; i < Math.min(A_SHEET, copies - done); i++) {
                tag(marks, i % COLUMNS * TAG_WIDTH, i / COLUMNS * TAG_HEIGHT, lot, link);
            }
            sheets.add(new Sheet(WIDTH, HEIGHT, marks));
        }
        return sheets;
    }

    private static void tag(List<Mark> marks, double x, double y, LotOrigin lot, String link) {
        marks.add(new Square(x + EDGE, y + 7, QR, link));
        marks.add(new Text(x + TEXT_LEFT, y + 7, 4, TEXT, lot.skuName()));
        marks.add(new Text(x + TEXT_LEFT, y + 13, 3, TEXT, "批次 " + lot.code()));
        marks.add(new Text(x + TEXT_LEFT, y + 18, 3, TEXT, "生产 " + day(lot.now().producedOn())));
        marks.add(new Text(x + TEXT_LEFT, y + 23, 3, TEXT, "到期 " + day(lot.now().expiresOn())));
        marks.add(new Text(x + TEXT_LEFT, y + 29, 3, TEXT, "扫码溯源"));
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "—" : day.toString();
    }
}
