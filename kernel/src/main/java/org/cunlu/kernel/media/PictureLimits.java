package org.cunlu.kernel.media;

/**
 * What is taken in.
 * @param bytesMax of the file as it comes, above 0
 * @param pixelsMax width × height as the file itself says, above 0; looked at before anything is decoded
 */
public record PictureLimits(int bytesMax, long pixelsMax) {
    /** 2 MiB and 20 megapixels: what a phone sends of its photos, once made smaller. */
    public static final PictureLimits PHOTO = new PictureLimits(2 * 1024 * 1024, 20_000_000);

    public PictureLimits {
        if (bytesMax <= 0 || pixelsMax <= 0) {
            throw new IllegalArgumentException("limits are above 0: " + bytesMax + " bytes, " + pixelsMax + " pixels");
        }
    }
}
