package org.cunlu.catalog.brand;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.cunlu.kernel.problem.ProblemException;

/** A certificate's file as it was handed in: evidence, so not a byte of it is changed. */
record Certificate(String mediaType, String sha256, byte[] content) {
    private static final int BYTES_MAX = 5 << 20;
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** @throws ProblemException {@code certificate-too-large}, {@code certificate-not-readable}: by its first bytes, whatever it is called */
    static Certificate of(byte[] content) {
        if (content.length > BYTES_MAX) {
            throw ProblemException.of(
                    413, "certificate-too-large", "文件超过 5 MB · Larger than 5 MB", "请压缩后再传 · Make it smaller");
        }
        return new Certificate(type(content), sha256(content), content);
    }

    private static String type(byte[] content) {
        if (begins(content, PDF)) {
            return "application/pdf";
        }
        if (begins(content, JPEG)) {
            return "image/jpeg";
        }
        if (begins(content, PNG)) {
            return "image/png";
        }
        throw ProblemException.of(
                400,
                "certificate-not-readable",
                "只收 PDF、JPEG 或 PNG · Only PDF, JPEG or PNG",
                "请检查文件 · Look whether it is the right file");
    }

    private static boolean begins(byte[] content, byte[] magic) {
        return content.length > magic.length && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
