package org.cunlu.catalog.lot;

import io.micronaut.http.MediaType;
import java.util.Arrays;
import org.cunlu.kernel.media.Pdf;
import org.cunlu.kernel.media.Picture;
import org.cunlu.kernel.media.PictureKind;
import org.cunlu.kernel.media.PictureLimits;
import org.cunlu.kernel.media.Pictures;
import org.cunlu.kernel.problem.ProblemException;

/**
 * The paper of an inspection. Known by its bytes; a picture is drawn anew, a PDF stays as it is and is only ever handed out as
 * a download.
 */
record LotFile(String mediaType, byte[] content) {
    static final int BYTES_MAX = 5 * 1024 * 1024;
    private static final PictureLimits PAPER = new PictureLimits(BYTES_MAX, 20_000_000);
    private static final int LONGEST_SIDE = 2_400;

    /** @throws ProblemException 413 {@code file-too-large}, 415 {@code file-kind-unknown}, and as {@link Pictures#sizes} */
    static LotFile of(byte[] bytes, Pictures pictures) {
        if (bytes.length > BYTES_MAX) {
            throw ProblemException.of(413, "file-too-large", "文件超过 5 MB · The file is above 5 MB", null);
        }
        if (Pdf.starts(bytes)) {
            if (!Pdf.ends(bytes)) {
                throw unknown();
            }
            return new LotFile(MediaType.APPLICATION_PDF, bytes);
        }
        if (!jpegOrPng(bytes)) {
            throw unknown();
        }
        return new LotFile(
                Picture.MEDIA_TYPE, pictures.cleaned(bytes, PAPER, LONGEST_SIDE).bytes());
    }

    private static boolean jpegOrPng(byte[] bytes) {
        return PictureKind.of(bytes).filter(kind -> kind != PictureKind.WEBP).isPresent();
    }

    private static ProblemException unknown() {
        return ProblemException.of(
                415, "file-kind-unknown", "只收 PDF、JPEG、PNG · Only PDF, JPEG and PNG are taken", null);
    }

    String sha256() {
        return Picture.sha256(content);
    }

    @Override
    public String toString() {
        return "LotFile[" + mediaType + ", " + content.length + " bytes]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LotFile that
                && mediaType.equals(that.mediaType)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }
}
