package org.cunlu.kernel.media;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Takes in pictures that people send. What comes out is drawn anew by us, so that nothing of the file itself is kept: no
 * place or person in its EXIF, no script behind its end. Colour profiles are left out too; pixels count as sRGB.
 *
 * <p>Decoding needs memory, up to 70 MB: one at a time in a process. Not to be called inside a transaction.
 */
@Singleton
public class Pictures {
    /** The decoder of WebP, in Java, takes about 0.4 s of a core for a megapixel (measured); so it gets fewer of them. */
    static final long WEBP_PIXELS_MAX = 8_000_000;

    private static final long JPEG_DECODED_MAX = 12_000_000;
    private static final long PNG_DECODED_MAX = 6_000_000;
    private static final long WAIT_SECONDS = 10;

    private final Semaphore turn = new Semaphore(1, true);

    /** @see #sizes */
    public Picture cleaned(byte[] file, PictureLimits limits, int longestSide) {
        return sizes(file, limits, longestSide).getFirst();
    }

    /**
     * Decodes once, draws once for each size.
     * @param file JPEG, PNG or WebP (lossy, one picture), by its bytes
     * @param longestSides of the pictures that come out, in pixels, above 0; what is smaller is not enlarged
     * @return in the same order
     * @throws ProblemException 413 {@code picture-too-large}, 415 {@code picture-kind-unknown}, 422
     *     {@code picture-too-many-pixels} or {@code picture-unreadable}; 503 when the turn did not come in 10 s
     */
    public List<Picture> sizes(byte[] file, PictureLimits limits, int... longestSides) {
        if (file.length > limits.bytesMax()) {
            throw ProblemException.of(413, "picture-too-large", "图片太大 · The picture is too large", null)
                    .fact("bytesMax", limits.bytesMax());
        }
        var kind = PictureKind.of(file)
                .orElseThrow(() -> ProblemException.of(
                        415, "picture-kind-unknown", "只收 JPEG、PNG、WebP 图片 · Only JPEG, PNG and WebP are taken", null));
        try {
            var measured = Measured.of(kind, file);
            long pixelsMax =
                    kind == PictureKind.WEBP ? Math.min(WEBP_PIXELS_MAX, limits.pixelsMax()) : limits.pixelsMax();
            if (measured.pixels() > pixelsMax) {
                throw ProblemException.of(
                                422, "picture-too-many-pixels", "图片像素太多 · The picture has too many pixels", null)
                        .fact("pixelsMax", pixelsMax);
            }
            return inTurn(measured, longestSides);
        } catch (BadPicture e) {
            throw unreadable();
        }
    }

    private List<Picture> inTurn(Measured measured, int... longestSides) {
        boolean mine = false;
        try {
            mine = turn.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
            if (!mine) {
                throw ProblemException.unavailable(2);
            }
            var image = decoded(measured);
            var drawn = new ArrayList<Picture>();
            for (int longest : longestSides) {
                drawn.add(Drawing.drawn(image, measured.orientation(), longest));
            }
            return drawn;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable(2);
        } catch (IOException e) {
            throw unreadable();
        } finally {
            if (mine) {
                turn.release();
            }
        }
    }

    private static BufferedImage decoded(Measured measured) throws IOException {
        ImageReader reader = reader(measured.kind());
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(measured.core()))) {
            reader.setInput(in, true, true);
            // What the decoder is about to believe must be what was measured.
            if (reader.getWidth(0) != measured.width() || reader.getHeight(0) != measured.height()) {
                throw new BadPicture("two extents");
            }
            var how = reader.getDefaultReadParam();
            int step = step(measured);
            how.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, how);
        } catch (RuntimeException e) {
            // Readers meet bad data with whatever their arrays throw.
            throw new BadPicture("not decoded");
        } finally {
            reader.dispose();
        }
    }

    /** @return each how many-th pixel of a row is decoded, and each how many-th row, so that the heap holds it */
    private static int step(Measured measured) {
        long most = measured.kind() == PictureKind.PNG ? PNG_DECODED_MAX : JPEG_DECODED_MAX;
        int step = 1;
        while (measured.pixels() / ((long) step * step) > most) {
            step++;
        }
        return step;
    }

    private static ImageReader reader(PictureKind kind) throws IOException {
        return switch (kind) {
            case JPEG -> ImageIO.getImageReadersByFormatName("jpeg").next();
            case PNG -> ImageIO.getImageReadersByFormatName("png").next();
            case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
        };
    }

    private static ProblemException unreadable() {
        return ProblemException.of(
                422, "picture-unreadable", "图片打不开，请换一张 · The picture cannot be read, take another", null);
    }
}
