package org.cunlu.kernel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
    /** 32 x 16 pixels, as cwebp makes it: lossy. */
    private static final byte[] WEBP = Base64.getDecoder()
            .decode(
                    "UklGRlwAAABXRUJQVlA4IFAAAACwAwCdASogABAALtGIxGI/rCwsH4DQS2AE6ZQjubyW3ACHWnWkgAD+9FFAttGXkk1an1tE4pET"
                            + "Wpl0OEBLWu+yw4ln30SCbb497mYpAQmAAA==");

    /** The same, lossless. */
    private static final byte[] WEBP_LOSSLESS = Base64.getDecoder()
            .decode(
                    "UklGRkYAAABXRUJQVlA4TDkAAAAvH8ADAE0ARNL+3DtE9D+1iBjo/kcEzLRtYwYtf8LVzn1CghTahCDbpv5kw/kNYgLEMBLW+Fnt"
                            + "fQAA");

    private static final PictureLimits LIMITS = PictureLimits.PHOTO;

    private final Pictures pictures = new Pictures();

    @Test
    void drawsWhateverKindAnewAsJpeg() throws IOException {
        for (byte[] file : List.of(file("jpeg", 400, 200), file("png", 400, 200), WEBP)) {
            Picture out = pictures.cleaned(file, LIMITS, 1600);
            assertThat(PictureKind.of(out.bytes())).contains(PictureKind.JPEG);
            assertThat(out.bytes()).isNotEqualTo(file);
            var seen = ImageIO.read(new ByteArrayInputStream(out.bytes()));
            assertThat(List.of(seen.getWidth(), seen.getHeight())).containsExactly(out.width(), out.height());
            assertThat(out.width()).isEqualTo(2 * out.height());
        }
    }

    @Test
    void makesSmallerAndNeverLarger() throws IOException {
        byte[] file = file("jpeg", 3000, 1000);
        var drawn = pictures.sizes(file, LIMITS, 1600, 320, 5000);
        assertThat(drawn).extracting(Picture::width).containsExactly(1600, 320, 3000);
        assertThat(drawn).extracting(Picture::height).containsExactly(533, 107, 1000);
        assertThat(pictures.cleaned(file("png", 1, 1), LIMITS, 1600).width()).isEqualTo(1);
        assertThat(pictures.cleaned(file("png", 4000, 1), LIMITS, 100).height()).isEqualTo(1);
    }

    @Test
    void keepsNothingOfExifAndTurnsAsItSays() throws IOException {
        byte[] plain = file("jpeg", 400, 200);
        byte[] secret = "GPS 27.1234 109.5678".getBytes(StandardCharsets.US_ASCII);
        for (int orientation = 1; orientation <= 8; orientation++) {
            Picture out = pictures.cleaned(withExif(plain, orientation, secret), LIMITS, 1600);
            assertThat(text(out.bytes())).doesNotContain("Exif", "GPS");
            var seen = ImageIO.read(new ByteArrayInputStream(out.bytes()));
            assertThat(out.width()).isEqualTo(orientation <= 4 ? 400 : 200);
            // The stored picture is red at its left and blue at its right. Where is red now?
            boolean left = orientation == 1 || orientation == 4;
            boolean right = orientation == 2 || orientation == 3;
            boolean top = orientation == 5 || orientation == 6;
            int x = left ? 20 : right ? out.width() - 20 : out.width() / 2;
            int y = left || right ? out.height() / 2 : top ? 20 : out.height() - 20;
            var color = new Color(seen.getRGB(x, y));
            assertThat(color.getRed()).as("red, orientation " + orientation).isGreaterThan(200);
            assertThat(color.getBlue()).as("blue, orientation " + orientation).isLessThan(60);
        }
    }

    @Test
    void drawsNothingOfWhatHangsBehindThePicture() throws IOException {
        byte[] script = "<script>alert(1)</script>PK\3\4 <?php".getBytes(StandardCharsets.US_ASCII);
        for (byte[] file : List.of(file("jpeg", 40, 40), file("png", 40, 40), WEBP)) {
            byte[] polyglot = joined(file, script);
            Picture out = pictures.cleaned(polyglot, LIMITS, 1600);
            assertThat(text(out.bytes())).doesNotContain("script", "PK", "php");
            assertThat(out).isEqualTo(pictures.cleaned(file, LIMITS, 1600));
        }
        // Nor of what stands in a comment.
        byte[] jpeg = file("jpeg", 40, 40);
        byte[] comment = joined(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (script.length + 2)}, script);
        byte[] withComment = joined(Arrays.copyOf(jpeg, 2), comment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
        assertThat(text(pictures.cleaned(withComment, LIMITS, 1600).bytes())).doesNotContain("script");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
                "GIF89a\1\0\1\0",
                "%PDF-1.7",
                "RIFF\4\0\0\0WAVE",
                "\u0089PNG",
                ""
            })
    void takesNoOtherKind(String file) {
        assertThat(refusal(file.getBytes(StandardCharsets.ISO_8859_1), LIMITS)).isEqualTo("415 picture-kind-unknown");
    }

    @Test
    void countsBytesAndPixelsBeforeItDecodes() throws IOException {
        byte[] file = file("png", 50, 40);
        assertThat(refusal(file, new PictureLimits(file.length - 1, 2000))).isEqualTo("413 picture-too-large");
        assertThat(refusal(file, new PictureLimits(file.length, 1999))).isEqualTo("422 picture-too-many-pixels");
        assertThat(pictures.cleaned(file, new PictureLimits(file.length, 2000), 1600)
                        .width())
                .isEqualTo(50);
    }

    @Test
    void doesNotDecodeABomb() throws IOException {
        // 60,000 x 60,000 pixels in a few bytes: 10 GB when decoded.
        byte[] png = file("png", 10, 10);
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        var checksum = new CRC32();
        checksum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) checksum.getValue());
        assertThat(refusal(png, LIMITS)).isEqualTo("422 picture-too-many-pixels");

        byte[] jpeg = file("jpeg", 10, 10);
        int frame = frame(jpeg);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
        assertThat(refusal(jpeg, LIMITS)).isEqualTo("422 picture-too-many-pixels");

        byte[] webp = WEBP.clone();
        webp[27] = 0x3f;
        webp[29] = 0x3f;
        assertThat(refusal(webp, LIMITS)).isEqualTo("422 picture-too-many-pixels");
        assertThat(refusal(WEBP_LOSSLESS, LIMITS)).isEqualTo("422 picture-unreadable");
    }

    @Test
    void takesTwentyMegapixelsAndNotOneRowMore() throws IOException {
        assertThat(pictures.cleaned(file("jpeg", 5000, 4000), LIMITS, 1600).width())
                .isEqualTo(1600);
        assertThat(refusal(file("jpeg", 5000, 4001), LIMITS)).isEqualTo("422 picture-too-many-pixels");
    }

    @Test
    void doesNotReadScansWithoutEnd() throws IOException {
        byte[] jpeg = file("jpeg", 16, 16);
        int scan = marker(jpeg, 0xda);
        byte[] head = Arrays.copyOf(jpeg, scan);
        byte[] once = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        var many = new ByteArrayOutputStream();
        many.writeBytes(head);
        for (int i = 0; i < 65; i++) {
            many.writeBytes(once);
        }
        many.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
        assertThat(refusal(many.toByteArray(), LIMITS)).isEqualTo("422 picture-unreadable");
    }

    @Test
    void refusesWhatIsCutOffAnywhere() throws IOException {
        for (byte[] file : List.of(file("jpeg", 60, 40), file("png", 60, 40), WEBP)) {
            var kind = PictureKind.of(file).orElseThrow();
            for (int length = 12; length < file.length; length += Math.max(1, file.length / 50)) {
                assertThat(refusal(Arrays.copyOf(file, length), LIMITS))
                        .as(kind + " of " + length + " bytes")
                        .isEqualTo("422 picture-unreadable");
            }
        }
    }

    @Test
    void answersWhateverIsBrokenWithinThePicture() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var chance = new Random(seed);
        for (byte[] file : List.of(file("jpeg", 60, 40), file("png", 60, 40), WEBP, WEBP_LOSSLESS)) {
            for (int i = 0; i < 300; i++) {
                byte[] broken = file.clone();
                for (int n = chance.nextInt(1, 6); n > 0; n--) {
                    broken[chance.nextInt(12, broken.length)] = (byte) chance.nextInt();
                }
                try {
                    assertThat(pictures.cleaned(broken, LIMITS, 100).width()).isBetween(1, 100);
                } catch (ProblemException e) {
                    assertThat(e.status()).as(e.code() + ", seed " + seed).isIn(415, 422);
                }
            }
        }
    }

    private String refusal(byte[] file, PictureLimits limits) {
        var problem = catchThrowableOfType(ProblemException.class, () -> pictures.cleaned(file, limits, 1600));
        assertThat(problem).isNotNull();
        return problem.status() + " " + problem.code();
    }

    /** Red at its left, blue at its right. */
    private static byte[] file(String kind, int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.BLUE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, kind, bytes);
        return bytes.toByteArray();
    }

    private static byte[] withExif(byte[] jpeg, int orientation, byte[] more) {
        byte[] exif = ByteBuffer.allocate(6 + 26)
                .put(PictureKind.ascii("Exif\0\0MM\0*"))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
        int length = 2 + exif.length + more.length;
        byte[] head = {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length};
        return joined(Arrays.copyOf(jpeg, 2), head, exif, more, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static int frame(byte[] jpeg) {
        return marker(jpeg, 0xc0);
    }

    private static int marker(byte[] jpeg, int marker) {
        for (int at = 2; at < jpeg.length - 1; at++) {
            if ((jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) == marker) {
                return at;
            }
        }
        throw new AssertionError("no such marker");
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
