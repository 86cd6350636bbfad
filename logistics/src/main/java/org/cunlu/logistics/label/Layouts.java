package org.cunlu.logistics.label;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.DropOffs.DropOff;
import org.cunlu.logistics.LabelFacts.BagFacts;
import org.cunlu.logistics.LabelFacts.ParcelFacts;
import org.cunlu.logistics.LabelFacts.Row;
import org.cunlu.logistics.LabelFacts.TripFacts;
import org.cunlu.logistics.label.Sheet.Bars;
import org.cunlu.logistics.label.Sheet.Mark;
import org.cunlu.logistics.label.Sheet.Rule;
import org.cunlu.logistics.label.Sheet.Square;
import org.cunlu.logistics.label.Sheet.Text;

/** What stands where: labels of 100 × 100 mm, lists of 100 × 180 mm on the same roll. */
final class Layouts {
    /** Where in the box of a letter its baseline lies, from above. */
    static final double BASELINE = 0.88;

    private static final double WIDTH = 100;
    private static final double LABEL = 100;
    private static final double LIST = 180;
    private static final double LEFT = 5;
    private static final double INNER = WIDTH - 2 * LEFT;
    /** Ten modules and more are left white on both sides of a bar code. */
    private static final double BARS_LEFT = 10;

    private static final double BARS = WIDTH - 2 * BARS_LEFT;
    private static final double QR = 26;
    private static final double QR_LEFT = WIDTH - LEFT - QR;
    private static final double LINK = 22;
    private static final double LINK_LEFT = WIDTH - LEFT - LINK;
    private static final double BESIDE_LINK = LINK_LEFT - LEFT - 3;
    private static final int ROWS_A_PAGE = 24;
    private static final double ROW = 5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private Layouts() {}

    /** @param link what its buyer scans to see where the goods come from */
    static List<Sheet> parcel(ParcelFacts parcel, String link) {
        var marks = new ArrayList<Mark>();
        marks.add(new Text(LEFT, 4, 9, QR_LEFT - LEFT - 2, parcel.to()));
        marks.add(new Text(LEFT, 15, 5, QR_LEFT - LEFT - 2, next(parcel)));
        marks.add(new Square(QR_LEFT, 5, QR, parcel.barcode()));
        marks.add(new Rule(LEFT, 34, INNER));
        marks.add(new Text(
                LEFT, 36, 4.5, BESIDE_LINK, parcel.goingBack() ? "退回件 RETURN" : "收 " + text(parcel.recipientMasked())));
        marks.add(new Text(LEFT, 42, 4, BESIDE_LINK, "发 " + parcel.from()));
        marks.add(
                new Text(LEFT, 48, 4, BESIDE_LINK, weight(parcel.weightGrams()) + "  " + words(parcel.storageClass())));
        marks.add(new Text(LEFT, 54, 4, BESIDE_LINK, "应到 " + time(parcel.promisedAt())));
        marks.add(new Square(LINK_LEFT, 37, LINK, link));
        marks.add(new Text(LINK_LEFT, 60.5, 3, LINK, "扫码溯源"));
        if (parcel.cashDueFen() > 0) {
            marks.add(new Text(LEFT, 60, 5.5, BESIDE_LINK, "代收 " + Fen.text(parcel.cashDueFen())));
        }
        marks.add(new Rule(LEFT, 68, INNER));
        marks.add(new Bars(BARS_LEFT, 71, BARS, 19, parcel.barcode()));
        marks.add(new Text(BARS_LEFT, 91.5, 4.5, BARS, parcel.barcode()));
        return List.of(new Sheet(WIDTH, LABEL, marks));
    }

    private static String next(ParcelFacts parcel) {
        return parcel.next() == null ? "本站自提" : "下一站 " + parcel.next();
    }

    static List<Sheet> bag(BagFacts bag) {
        var marks = new ArrayList<Mark>();
        marks.add(new Text(LEFT, 4, 9, QR_LEFT - LEFT - 2, bag.next()));
        marks.add(new Text(LEFT, 15, 5, QR_LEFT - LEFT - 2, "集包袋"));
        marks.add(new Square(QR_LEFT, 5, QR, Codes.link(bag.sscc())));
        marks.add(new Rule(LEFT, 34, INNER));
        marks.add(new Text(LEFT, 36, 4.5, INNER, "发 " + bag.from()));
        marks.add(new Text(LEFT, 43, 4.5, INNER, bag.parcels() + " 件  " + weight(bag.weightGrams())));
        marks.add(new Text(LEFT, 50, 4.5, INNER, bag.seal() == null ? "未封签" : "封签 " + bag.seal()));
        if (bag.hazardous()) {
            marks.add(new Text(LEFT, 57, 7, INNER, "危险品（农药）"));
        }
        marks.add(new Rule(LEFT, 68, INNER));
        marks.add(new Bars(BARS_LEFT, 71, BARS, 19, Codes.gs1(bag.sscc())));
        marks.add(new Text(BARS_LEFT, 91.5, 4.5, BARS, "(00) " + bag.sscc()));
        return List.of(new Sheet(WIDTH, LABEL, marks));
    }

    static List<Sheet> list(TripFacts trip) {
        var sheets = new ArrayList<Sheet>();
        int pages = (trip.rows().size() + ROWS_A_PAGE - 1) / ROWS_A_PAGE;
        for (int page = 0; page < pages; page++) {
            var rows = trip.rows()
                    .subList(
                            page * ROWS_A_PAGE,
                            Math.min((page + 1) * ROWS_A_PAGE, trip.rows().size()));
            sheets.add(page(trip, rows, page + 1, pages));
        }
        return sheets;
    }

    private static Sheet page(TripFacts trip, List<Row> rows, int page, int pages) {
        var marks = new ArrayList<Mark>();
        marks.add(new Text(LEFT, 4, 7, QR_LEFT - LEFT - 2, "交接清单 " + page + "/" + pages));
        marks.add(new Text(LEFT, 13, 4.5, QR_LEFT - LEFT - 2, trip.node()));
        marks.add(new Text(LEFT, 19, 4.5, QR_LEFT - LEFT - 2, trip.trip()));
        marks.add(new Text(LEFT, 25, 4, QR_LEFT - LEFT - 2, time(trip.departsAt()) + " → " + time(trip.arrivesAt())));
        marks.add(new Square(QR_LEFT, 5, QR, trip.trip()));
        marks.add(new Rule(LEFT, 33, INNER));
        double y = 35;
        for (Row row : rows) {
            marks.add(new Text(LEFT, y, 3.2, 34, row.number()));
            marks.add(new Text(40, y, 3.2, 27, row.to()));
            marks.add(new Text(68, y, 3.2, 8, row.parcels() + "件"));
            marks.add(
                    new Text(76, y, 3.2, 19, weight(row.weightGrams()) + (row.seal() == null ? "" : " " + row.seal())));
            y += ROW;
        }
        int parcels = trip.rows().stream().mapToInt(Row::parcels).sum();
        long grams = trip.rows().stream().mapToLong(Row::weightGrams).sum();
        marks.add(new Rule(LEFT, 157, INNER));
        marks.add(
                new Text(LEFT, 159, 4, INNER, "合计 " + trip.rows().size() + " 行  " + parcels + " 件  " + weight(grams)));
        marks.add(new Text(LEFT, 167, 4, INNER, "交 ____________  接 ____________"));
        return new Sheet(WIDTH, LIST, marks);
    }

    /** Goes on the goods, and a second time into the hands of who brought them. */
    static List<Sheet> dropOff(DropOff each) {
        var marks = new ArrayList<Mark>();
        marks.add(new Text(LEFT, 4, 8, QR_LEFT - LEFT - 2, each.reason() == null ? "收寄凭据" : "不予收寄"));
        marks.add(new Text(LEFT, 15, 5, QR_LEFT - LEFT - 2, each.nodeName()));
        marks.add(new Square(QR_LEFT, 5, QR, each.lotCode() == null ? each.dropOffId() : each.lotCode()));
        marks.add(new Rule(LEFT, 34, INNER));
        marks.add(new Text(LEFT, 36, 5, INNER, each.goods()));
        marks.add(new Text(LEFT, 43, 4.5, INNER, each.pieces() + " 件  " + weight(each.weightGrams())));
        marks.add(new Text(LEFT, 49, 4.5, INNER, "等级 " + text(each.grade()) + "  批次 " + text(each.lotCode())));
        marks.add(new Text(LEFT, 55, 4.5, INNER, "货主 " + text(each.seller())));
        marks.add(new Text(LEFT, 61, 4.5, INNER, each.reason() == null ? time(each.takenAt()) : "原因 " + each.reason()));
        marks.add(new Rule(LEFT, 68, INNER));
        String number = each.barcode() == null ? each.dropOffId() : each.barcode();
        marks.add(new Bars(BARS_LEFT, 71, BARS, 19, number));
        marks.add(new Text(BARS_LEFT, 91.5, 4.5, BARS, number));
        return List.of(new Sheet(WIDTH, LABEL, marks));
    }

    private static String words(StorageClass storageClass) {
        return switch (storageClass) {
            case HAZARDOUS -> "危险品";
            case CHILLED -> "冷藏";
            default -> "常温";
        };
    }

    private static String weight(long grams) {
        return grams < 1_000 ? grams + " g" : String.format("%.2f kg", grams / 1_000.0);
    }

    private static String time(Instant at) {
        return TIME.format(CountyTime.at(at));
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
