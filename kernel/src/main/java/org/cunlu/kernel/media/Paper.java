package org.cunlu.kernel.media;

import io.micronaut.http.MediaType;
import java.util.Arrays;
import java.util.Optional;
import org.cunlu.kernel.problem.ProblemException;

/**
 * A paper that somebody hands in, such as an inspection or a licence. Known by its bytes; a picture is drawn anew, a PDF stays as
 * it is and is only ever handed out as a download.
 */
public record Paper(String mediaType, byte[] content) {
    public static final int BYTES_MAX = 5 * 1024 * 1024;
    private static final PictureLimits PAPER = new PictureLimits(BYTES_MAX, 20_000_000);
    private static final int LONGEST_SIDE = 2_400;
    /** The longest of what such files start with. */
    private static final int START_MAX = 8;

    /** @throws ProblemException 413 {@code file-too-large}, 415 {@code file-kind-unknown}, and as {@link Pictures#sizes} */
    public static Paper of(byte[] bytes, Pictures pictures) {
        if (bytes.length > BYTES_MAX) {
            throw ProblemException.of(413, "file-too-large", "文件超过 5 MB · The file is above 5 MB", null);
        }
        if (mediaType(bytes).orElseThrow(Paper::unknown).equals(MediaType.APPLICATION_PDF)) {
            if (!Pdf.ends(bytes)) {
                throw unknown();
            }
            return new Paper(MediaType.APPLICATION_PDF, bytes);
        }
        return new Paper(
                Picture.MEDIA_TYPE, pictures.cleaned(bytes, PAPER, LONGEST_SIDE).bytes());
    }

    /** @return what a file is by its first bytes, when it is a PDF, a JPEG or a PNG with something behind them */
    public static Optional<String> mediaType(byte[] bytes) {
        if (Pdf.starts(bytes)) {
            return Optional.of(MediaType.APPLICATION_PDF);
        }
        return PictureKind.of(bytes)
                .filter(kind -> kind != PictureKind.WEBP && bytes.length > START_MAX)
                .map(PictureKind::mediaType);
    }

    private static ProblemException unknown() {
        return ProblemException.of(
                415, "file-kind-unknown", "只收 PDF、JPEG、PNG · Only PDF, JPEG and PNG are taken", null);
    }

    public String sha256() {
        return Picture.sha256(content);
    }

    @Override
    public String toString() {
        return "Paper[" + mediaType + ", " + content.length + " bytes]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Paper that && mediaType.equals(that.mediaType) && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }
}
