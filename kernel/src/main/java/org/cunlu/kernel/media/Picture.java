package org.cunlu.kernel.media;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A picture that this program drew itself: baseline JPEG ({@link #MEDIA_TYPE}) without any metadata, upright.
 * @param bytes the whole file, not empty; not copied, do not change it
 * @param width in pixels, above 0
 * @param height in pixels, above 0
 */
public record Picture(byte[] bytes, int width, int height) {
    public static final String MEDIA_TYPE = "image/jpeg";

    public Picture {
        if (bytes.length == 0 || width <= 0 || height <= 0) {
            throw new IllegalArgumentException(
                    "no picture: " + bytes.length + " bytes, " + width + " x " + height + " pixels");
        }
    }

    /** @return SHA-256 of the bytes, 64 lower-case hex digits */
    public String sha256() {
        return sha256(bytes);
    }

    /** @return SHA-256 of any bytes, 64 lower-case hex digits; of what came in, to know it again */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that
                && width == that.width
                && height == that.height
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Picture[" + bytes.length + " bytes, " + width + " x " + height + "]";
    }
}
