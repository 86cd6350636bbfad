package org.cunlu.web;

import io.nayuki.qrcodegen.QrCode;

/**
 * A text as a QR code, to be drawn.
 * @param side length with the margin that readers need, in modules
 * @param path of all dark modules, as SVG writes it
 */
public record QrSquare(int side, String path) {
    /** In modules, by ISO/IEC 18004. */
    private static final int MARGIN = 4;

    public static QrSquare of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + MARGIN)
                            .append(' ')
                            .append(y + MARGIN)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrSquare(code.size + 2 * MARGIN, path.toString());
    }

    /** Hides what it says from logs. */
    @Override
    public String toString() {
        return "QrSquare";
    }
}
