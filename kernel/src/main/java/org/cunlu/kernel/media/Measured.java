package org.cunlu.kernel.media;

/**
 * What a file says of itself before it is decoded, and the part of it that is worth decoding.
 * @param width as stored, above 0
 * @param height as stored, above 0
 * @param orientation of EXIF, 1 to 8; 1 is upright
 * @param core the picture alone: without EXIF, colour profiles, previews, animation, and whatever hangs behind it
 */
record Measured(PictureKind kind, int width, int height, int orientation, byte[] core) {
    Measured {
        if (width <= 0 || height <= 0) {
            throw new BadPicture("no extent: " + width + " x " + height);
        }
    }

    /** @throws BadPicture when the file is cut off or not built as its kind is */
    static Measured of(PictureKind kind, byte[] file) {
        var bytes = new Bytes(file);
        return switch (kind) {
            case JPEG -> JpegWalk.over(bytes);
            case PNG -> PngWalk.over(bytes);
            case WEBP -> WebpWalk.over(bytes);
        };
    }

    long pixels() {
        return (long) width * height;
    }
}
