package org.cunlu.kernel.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws pictures: upright, smaller, on white, as JPEG. */
final class Drawing {
    /** What JPEG writers call good: a label's small print stays readable. */
    private static final float QUALITY = 0.85f;

    private Drawing() {}

    /** @param longest side at most, in pixels; what is smaller is never enlarged */
    static Picture drawn(BufferedImage from, int orientation, int longest) throws IOException {
        double share = Math.min(1, (double) longest / Math.max(from.getWidth(), from.getHeight()));
        int width = Math.max(1, (int) Math.round(from.getWidth() * share));
        int height = Math.max(1, (int) Math.round(from.getHeight() * share));
        var small = from;
        // Halving takes the mean of four pixels; one large step would skip most of them.
        while (small.getWidth() >= 2 * width && small.getHeight() >= 2 * height) {
            small = painted(small, small.getWidth() / 2, small.getHeight() / 2);
        }
        var upright = turned(painted(small, width, height), orientation);
        return new Picture(jpeg(upright), upright.getWidth(), upright.getHeight());
    }

    private static BufferedImage painted(BufferedImage from, int width, int height) {
        var to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = to.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(from, 0, 0, width, height, Color.WHITE, null);
        pen.dispose();
        return to;
    }

    private static BufferedImage turned(BufferedImage from, int orientation) {
        if (orientation == 1) {
            return from;
        }
        int width = from.getWidth();
        int height = from.getHeight();
        // Where the stored x and y axes point on the upright picture (EXIF 2.32, tag 274).
        var turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> throw new IllegalArgumentException("orientation " + orientation);
        };
        boolean lying = orientation >= 5;
        var to = new BufferedImage(lying ? height : width, lying ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = to.createGraphics();
        pen.drawImage(from, turn, null);
        pen.dispose();
        return to;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
