package org.cunlu.logistics.label;

import jakarta.inject.Singleton;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The font of all that is printed: Noto Sans CJK SC (SIL Open Font License 1.1), cut down to GB 2312 and renamed as the licence
 * asks. What it has no letter for is shown as 〓. Outlines come from the file and not from the machine, so that a label looks
 * alike everywhere and no font need be installed.
 */
@Singleton
class LabelFont {
    private static final String FILE = "/org/cunlu/logistics/label/label-sans.ttf";
    private static final int MISSING = '〓';

    private final byte[] file;
    private final TrueTypeFont font;
    private final CmapLookup letters;
    private final double unitsPerEm;

    LabelFont() {
        try (InputStream in = LabelFont.class.getResourceAsStream(FILE)) {
            file = in.readAllBytes();
            font = new TTFParser().parse(new RandomAccessReadBuffer(file));
            letters = font.getUnicodeCmapLookup();
            unitsPerEm = font.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException("the font of labels cannot be read", e);
        }
    }

    InputStream file() {
        return new ByteArrayInputStream(file);
    }

    /** @return the text with what can be shown, cut short with … where it is wider than allowed */
    String fitting(String text, double size, double width) {
        int[] shown = text.codePoints()
                .filter(letter -> !Character.isISOControl(letter))
                .map(letter -> letters.getGlyphId(letter) == 0 ? MISSING : letter)
                .toArray();
        String whole = new String(shown, 0, shown.length);
        if (width(whole, size) <= width) {
            return whole;
        }
        for (int length = shown.length - 1; length > 0; length--) {
            String cut = new String(shown, 0, length) + "…";
            if (width(cut, size) <= width) {
                return cut;
            }
        }
        return "";
    }

    /** @return the size at which a text fits, down to half of what is wanted */
    double size(String text, double wanted, double width) {
        double whole = width(text, wanted);
        return whole <= width ? wanted : Math.max(wanted / 2, wanted * width / whole);
    }

    double width(String text, double size) {
        return text.codePoints().mapToDouble(this::advance).sum() * size / unitsPerEm;
    }

    private double advance(int letter) {
        try {
            return font.getAdvanceWidth(letters.getGlyphId(letter));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the outline of a text, its baseline at y = 0, upwards below 0 */
    Shape outline(String text, double size) {
        double scale = size / unitsPerEm;
        var all = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double x = 0;
        for (int letter : text.codePoints().toArray()) {
            all.append(glyph(letter).getPathIterator(new AffineTransform(scale, 0, 0, -scale, x * scale, 0)), false);
            x += advance(letter);
        }
        return all;
    }

    private Shape glyph(int letter) {
        try {
            var glyph = font.getGlyph().getGlyph(letters.getGlyphId(letter));
            return glyph == null ? new Path2D.Double() : glyph.getPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
