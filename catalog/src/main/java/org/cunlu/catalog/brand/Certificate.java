package org.cunlu.catalog.brand;

import org.cunlu.kernel.docket.Scan;
import org.cunlu.kernel.media.Paper;
import org.cunlu.kernel.media.Picture;
import org.cunlu.kernel.problem.ProblemException;

/** A certificate's file as it was handed in: evidence, so not a byte of it is changed. */
record Certificate(String mediaType, String sha256, byte[] content) {
    private static final int BYTES_MAX = 5 << 20;

    /** @throws ProblemException {@code certificate-too-large}, {@code certificate-not-readable}: by its first bytes, whatever it is called */
    static Certificate of(byte[] content) {
        if (content.length > BYTES_MAX) {
            throw ProblemException.of(
                    413, "certificate-too-large", "文件超过 5 MB · Larger than 5 MB", "请压缩后再传 · Make it smaller");
        }
        return new Certificate(type(content), Picture.sha256(content), content);
    }

    Scan scan() {
        return new Scan(mediaType, sha256, content);
    }

    private static String type(byte[] content) {
        return Paper.mediaType(content)
                .orElseThrow(() -> ProblemException.of(
                        400,
                        "certificate-not-readable",
                        "只收 PDF、JPEG 或 PNG · Only PDF, JPEG or PNG",
                        "请检查文件 · Look whether it is the right file"));
    }
}
