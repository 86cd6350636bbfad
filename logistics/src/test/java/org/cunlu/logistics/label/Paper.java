package org.cunlu.logistics.label;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

/** What a label or list looks like on paper, and what a reader of codes or of text makes of it. */
public final class Paper {
    private static final Pattern GRAPHIC =
            Pattern.compile("\\^FO(\\d+),(\\d+)\\^GFA,(\\d+),(\\d+),(\\d+),([0-9A-F:,]*)\\^FS");

    private static final Pattern LENGTH = Pattern.compile("\\^LL(\\d+)");

    private Paper() {}

    /** @return all text of a PDF, whose fonts are all inside */
    public static String text(byte[] file) throws Exception {
        try (PDDocument document = Loader.loadPDF(file)) {
            for (var page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
            return new PDFTextStripper().getText(document);
        }
    }

    public static BufferedImage rendered(byte[] file) throws Exception {
        try (PDDocument document = Loader.loadPDF(file)) {
            return image(document, 0);
        }
    }

    static BufferedImage image(PDDocument document, int page) throws Exception {
        return new PDFRenderer(document).renderImageWithDPI(page, 203);
    }

    /** What a printer would put on paper. */
    public static BufferedImage printed(String label) {
        assertThat(label).startsWith("^XA").endsWith("^XZ\n");
        var length = LENGTH.matcher(label);
        assertThat(length.find()).isTrue();
        int dots = Integer.parseInt(length.group(1));
        var paper = new BufferedImage(800, dots, BufferedImage.TYPE_INT_RGB);
        var canvas = paper.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, 800, dots);
        canvas.dispose();
        var graphic = GRAPHIC.matcher(label);
        while (graphic.find()) {
            int bytes = Integer.parseInt(graphic.group(5));
            int y = Integer.parseInt(graphic.group(2));
            int end = y + Integer.parseInt(graphic.group(4)) / bytes;
            String data = graphic.group(6);
            String row = "";
            int at = 0;
            for (; y < end; y++) {
                if (data.charAt(at) == ':') {
                    at++;
                } else {
                    int stop = at;
                    while (stop < at + bytes * 2 && data.charAt(stop) != ',') {
                        stop++;
                    }
                    row = data.substring(at, stop);
                    at = stop < at + bytes * 2 ? stop + 1 : stop;
                }
                paint(paper, Integer.parseInt(graphic.group(1)), y, row);
            }
            assertThat(at).isEqualTo(data.length());
        }
        return paper;
    }

    private static void paint(BufferedImage paper, int x, int y, String row) {
        for (int digit = 0; digit < row.length(); digit++) {
            int value = Character.digit(row.charAt(digit), 16);
            for (int bit = 0; bit < 4; bit++) {
                if ((value >> (3 - bit) & 1) == 1) {
                    paper.setRGB(x + digit * 4 + bit, y, 0);
                }
            }
        }
    }

    public static String read(BufferedImage image, BarcodeFormat format) throws Exception {
        int width = image.getWidth();
        int height = image.getHeight();
        var pixels = image.getRGB(0, 0, width, height, null, 0, width);
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        return new MultiFormatReader()
                .decode(
                        bitmap,
                        Map.of(
                                DecodeHintType.POSSIBLE_FORMATS,
                                List.of(format),
                                DecodeHintType.TRY_HARDER,
                                true,
                                DecodeHintType.ASSUME_GS1,
                                true))
                .getText();
    }
}
