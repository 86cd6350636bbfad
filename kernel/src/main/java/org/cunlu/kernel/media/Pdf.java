package org.cunlu.kernel.media;

import java.nio.charset.StandardCharsets;

/** What tells a PDF (ISO 32000-2, 7.5). It is never drawn anew, so it is only ever handed out as a download. */
public final class Pdf {
    private static final byte[] START = PictureKind.ascii("%PDF-");
    private static final String END = "%%EOF";
    private static final int TAIL = 16;

    private Pdf() {}

    public static boolean starts(byte[] file) {
        return file.length > START.length && PictureKind.startsWith(file, 0, START);
    }

    /** @return whether nothing but white space stands behind its end: what else does is another file in the same bytes */
    public static boolean ends(byte[] file) {
        int from = Math.max(0, file.length - TAIL);
        return new String(file, from, file.length - from, StandardCharsets.ISO_8859_1)
                .stripTrailing()
                .endsWith(END);
    }
}
