package org.cunlu.kernel.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of pictures that are taken in. A file's name and declared type say nothing here; its first bytes do. */
public enum PictureKind {
    JPEG("image/jpeg"),
    PNG("image/png"),
    WEBP("image/webp");

    private static final byte[] JPEG_START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final String mediaType;

    PictureKind(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** @return empty for whatever else it is: SVG, GIF, HTML, PDF … */
    public static Optional<PictureKind> of(byte[] file) {
        if (startsWith(file, 0, JPEG_START)) {
            return Optional.of(JPEG);
        }
        if (startsWith(file, 0, PNG_START)) {
            return Optional.of(PNG);
        }
        boolean webp = startsWith(file, 0, ascii("RIFF")) && startsWith(file, 8, ascii("WEBP"));
        return webp ? Optional.of(WEBP) : Optional.empty();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean startsWith(byte[] file, int at, byte[] start) {
        return file.length >= at + start.length && Arrays.equals(file, at, at + start.length, start, 0, start.length);
    }
}
