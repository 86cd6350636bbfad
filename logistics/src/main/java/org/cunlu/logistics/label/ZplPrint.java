package org.cunlu.logistics.label;

import com.google.zxing.common.BitMatrix;
import jakarta.inject.Singleton;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Sheets for label printers that speak ZPL II, at 203 dots per inch. Everything is sent as graphics: no printer needs a Chinese
 * font, and each module of a code is a whole number of dots.
 */
@Singleton
class ZplPrint {
    static final int DOTS_PER_MM = 8;

    private final LabelFont font;

    ZplPrint(LabelFont font) {
        this.font = font;
    }

    String print(List<Sheet> sheets) {
        var zpl = new StringBuilder();
        sheets.forEach(sheet -> sheet(sheet, zpl));
        return zpl.toString();
    }

    private void sheet(Sheet sheet, StringBuilder zpl) {
        zpl.append("^XA\n^PW")
                .append(dots(sheet.width()))
                .append("\n^LL")
                .append(dots(sheet.height()))
                .append("\n^LH0,0\n");
        for (Sheet.Mark mark : sheet.marks()) {
            switch (mark) {
                case Sheet.Text text -> text(text, zpl);
                case Sheet.Bars bars -> code(bars, Codes.bars(bars.content()), bars.width(), bars.height(), zpl);
                case Sheet.Square square ->
                    code(square, Codes.square(square.content()), square.size(), square.size(), zpl);
                case Sheet.Rule rule ->
                    at(rule, zpl).append("^GB").append(dots(rule.width())).append(",2,2^FS\n");
            }
        }
        zpl.append("^XZ\n");
    }

    private void text(Sheet.Text text, StringBuilder zpl) {
        double size = font.size(text.text(), text.size(), text.width());
        String shown = font.fitting(text.text(), size, text.width());
        if (shown.isEmpty()) {
            return;
        }
        Shape outline = AffineTransform.getTranslateInstance(0, size * Layouts.BASELINE * DOTS_PER_MM)
                .createTransformedShape(font.outline(shown, size * DOTS_PER_MM));
        var image = blank(dots(font.width(shown, size)) + 2, dots(size) + 2);
        var canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        canvas.fill(outline);
        canvas.dispose();
        graphic(text, image, zpl);
    }

    /** Modules of a whole number of dots, as many as fit. */
    private static void code(Sheet.Mark at, BitMatrix modules, double width, double height, StringBuilder zpl) {
        int across = Math.max(1, dots(width) / modules.getWidth());
        int down = modules.getHeight() == 1 ? dots(height) : across;
        var image = blank(across * modules.getWidth(), down * modules.getHeight());
        var canvas = image.createGraphics();
        for (int row = 0; row < modules.getHeight(); row++) {
            for (int column = 0; column < modules.getWidth(); column++) {
                if (modules.get(column, row)) {
                    canvas.fill(new Rectangle2D.Double(column * across, row * down, across, down));
                }
            }
        }
        canvas.dispose();
        graphic(at, image, zpl);
    }

    private static BufferedImage blank(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    }

    /** A row that is as the one before is a colon, zeros to its end are a comma. */
    private static void graphic(Sheet.Mark at, BufferedImage image, StringBuilder zpl) {
        int bytes = (image.getWidth() + 7) / 8;
        int total = bytes * image.getHeight();
        at(at, zpl)
                .append("^GFA,")
                .append(total)
                .append(',')
                .append(total)
                .append(',')
                .append(bytes)
                .append(',');
        String before = null;
        for (int y = 0; y < image.getHeight(); y++) {
            String row = row(image, y, bytes);
            zpl.append(row.equals(before) ? ":" : row);
            before = row;
        }
        zpl.append("^FS\n");
    }

    private static String row(BufferedImage image, int y, int bytes) {
        var row = new StringBuilder();
        for (int octet = 0; octet < bytes; octet++) {
            int value = 0;
            for (int bit = 0; bit < 8; bit++) {
                int x = octet * 8 + bit;
                boolean black = x < image.getWidth() && image.getRaster().getSample(x, y, 0) > 127;
                value = value << 1 | (black ? 1 : 0);
            }
            row.append(String.format("%02X", value));
        }
        String shortened = row.toString().replaceAll("(?<!0)0+$", "");
        return shortened.length() == row.length() ? shortened : shortened + ",";
    }

    private static StringBuilder at(Sheet.Mark mark, StringBuilder zpl) {
        return zpl.append("^FO").append(dots(mark.x())).append(',').append(dots(mark.y()));
    }

    private static int dots(double mm) {
        return (int) Math.round(mm * DOTS_PER_MM);
    }
}
