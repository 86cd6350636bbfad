package org.cunlu.logistics.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.label.Paper.image;
import static org.cunlu.logistics.label.Paper.printed;
import static org.cunlu.logistics.label.Paper.read;
import static org.cunlu.logistics.label.Paper.rendered;

import com.google.zxing.BarcodeFormat;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.cunlu.catalog.LotOrigin;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.LabelFacts.BagFacts;
import org.cunlu.logistics.LabelFacts.ParcelFacts;
import org.cunlu.logistics.LabelFacts.Row;
import org.cunlu.logistics.LabelFacts.TripFacts;
import org.junit.jupiter.api.Test;

/** What is printed is read again: the codes by a reader of codes, the text as text. */
class LabelPrintTest {
    private static final String BARCODE = "CN123456789012347";
    private static final String LINK = "https://trace.example.cn/cunlu/21/" + BARCODE;
    private static final String SSCC = "376104250021234569";
    private static final String TRIP = "V11-T1/2026-11-23";

    private final LabelFont font = new LabelFont();
    private final PdfPrint pdf = new PdfPrint(font);
    private final ZplPrint zpl = new ZplPrint(font);

    @Test
    void aParcelsCodesAreReadFromThePdfAndFromThePrintersGraphics() throws Exception {
        var sheets = Layouts.parcel(parcel("大坪村综合服务社"), LINK);
        for (BufferedImage image : List.of(rendered(pdf.print(sheets, "x")), printed(zpl.print(sheets)))) {
            assertThat(read(image, BarcodeFormat.CODE_128)).isEqualTo(BARCODE);
            int third = image.getHeight() * 34 / 100;
            assertThat(read(image.getSubimage(0, 0, image.getWidth(), third), BarcodeFormat.QR_CODE))
                    .isEqualTo(BARCODE);
            assertThat(read(image.getSubimage(0, third, image.getWidth(), third), BarcodeFormat.QR_CODE))
                    .isEqualTo(LINK);
        }
    }

    @Test
    void aSheetOfTagsCarriesTheLotsDigitalLinkOnEach() throws Exception {
        var facts = new LotOrigin.Facts(1, null, LocalDate.of(2026, 11, 1), null, null, null, null, null, List.of());
        var lot = new LotOrigin("LOT-1", "K", "忠橙 5 斤装", null, null, List.of(facts), List.of());
        String link = "https://trace.example.cn/01/06901234567892/10/LOT-1";
        assertThat(LotTags.of(lot, link, 1)).hasSize(1);
        assertThat(LotTags.of(lot, link, 21)).hasSize(1);
        byte[] file = pdf.print(LotTags.of(lot, link, 22), "x");
        try (PDDocument document = Loader.loadPDF(file)) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            BufferedImage first = image(document, 0);
            BufferedImage last = first.getSubimage(
                    first.getWidth() * 2 / 3, first.getHeight() * 6 / 7, first.getWidth() / 3, first.getHeight() / 7);
            assertThat(read(last, BarcodeFormat.QR_CODE)).isEqualTo(link);
            assertThat(read(image(document, 1), BarcodeFormat.QR_CODE)).isEqualTo(link);
            assertThat(new PDFTextStripper().getText(document)).contains("批次 LOT-1", "生产 2026-11-01", "扫码溯源");
        }
    }

    @Test
    void aBagsCodesAreThoseOfGs1() throws Exception {
        var sheets = Layouts.bag(new BagFacts(SSCC, "城东村", "拔山镇", "S-1", 12, 15_300, true));
        for (BufferedImage image : List.of(rendered(pdf.print(sheets, "x")), printed(zpl.print(sheets)))) {
            // A reader tells the first FNC1 of GS1-128 as its symbology ]C1.
            assertThat(read(image, BarcodeFormat.CODE_128)).isEqualTo("]C100" + SSCC);
            assertThat(read(image, BarcodeFormat.QR_CODE)).isEqualTo("https://id.gs1.org/00/" + SSCC);
        }
    }

    @Test
    void aLongTripFillsSeveralPagesAndEachSaysWhichTripItIs() throws Exception {
        var sheets = Layouts.list(trip(25));
        assertThat(sheets).hasSize(2);
        assertThat(Layouts.list(trip(24))).hasSize(1);
        byte[] file = pdf.print(sheets, TRIP);
        try (PDDocument document = Loader.loadPDF(file)) {
            for (int page = 0; page < 2; page++) {
                assertThat(read(image(document, page), BarcodeFormat.QR_CODE)).isEqualTo(TRIP);
            }
            assertThat(new PDFTextStripper().getText(document))
                    .contains("交接清单 1/2", "交接清单 2/2", "合计 25 行", "25 件", "12.50 kg");
        }
        assertThat(zpl.print(sheets).split("\\^XA", -1)).hasSize(3);
    }

    @Test
    void chineseIsTextInThePdfWithItsFontInsideAndTheFileIsSmall() throws Exception {
        byte[] file = pdf.print(Layouts.parcel(parcel("忠县拔山镇大坪村"), LINK), "x");
        assertThat(file).hasSizeLessThan(60_000);
        try (PDDocument document = Loader.loadPDF(file)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("忠县拔山镇大坪村", "张** 138****5678", "代收 ¥7.00", "1.25 kg", "危险品");
            for (var name : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(name).isEmbedded())
                        .isTrue();
            }
        }
    }

    @Test
    void whatTheFontDoesNotKnowIsShownAsMissingAndWhatIsTooLongIsCutShort() {
        assertThat(font.fitting("㐂村", 5, 90)).isEqualTo("〓村");
        assertThat(font.fitting("村\n路", 5, 90)).isEqualTo("村路");
        // Chinese letters are as wide as high: four of 5 mm fit into 20 mm, a fifth does not.
        assertThat(font.fitting("村村村村", 5, 20.01)).isEqualTo("村村村村");
        assertThat(font.fitting("村村村村村", 5, 20.01)).isEqualTo("村村村…");
        assertThat(font.fitting("村", 5, 1)).isEmpty();
        // Before it is cut it becomes smaller, down to half.
        assertThat(font.size("村村", 5, 10.01)).isEqualTo(5);
        assertThat(font.size("村村村村", 5, 15)).isBetween(3.74, 3.76);
        assertThat(font.size("村".repeat(100), 5, 15)).isEqualTo(2.5);
    }

    @Test
    void aNameOfAnyLengthLeavesTheCodesReadable() throws Exception {
        var sheets = Layouts.parcel(parcel("村".repeat(200)), LINK);
        BufferedImage image = rendered(pdf.print(sheets, "x"));
        assertThat(read(image.getSubimage(0, 0, image.getWidth(), image.getHeight() * 34 / 100), BarcodeFormat.QR_CODE))
                .isEqualTo(BARCODE);
        assertThat(read(printed(zpl.print(sheets)), BarcodeFormat.CODE_128)).isEqualTo(BARCODE);
    }

    private static ParcelFacts parcel(String to) {
        return new ParcelFacts(
                BARCODE,
                "县级共配中心",
                to,
                "拔山镇",
                "张** 138****5678",
                1_250,
                StorageClass.HAZARDOUS,
                700,
                false,
                Instant.parse("2026-11-23T07:00:00Z"));
    }

    private static TripFacts trip(int rows) {
        return new TripFacts(
                TRIP,
                "城东村",
                Instant.parse("2026-11-22T23:00:00Z"),
                Instant.parse("2026-11-22T23:40:00Z"),
                IntStream.range(0, rows)
                        .mapToObj(i -> new Row(BARCODE, false, null, "城东村", "拔山镇", 1, 500))
                        .toList());
    }
}
