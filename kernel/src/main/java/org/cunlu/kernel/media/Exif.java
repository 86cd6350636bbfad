package org.cunlu.kernel.media;

/** Reads from EXIF how a picture is to be turned, and nothing else of it: it is about to be thrown away. */
final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;

    private Exif() {}

    /**
     * @param tiff where the TIFF header begins
     * @return 1 to 8; 1 when it is not said, or not said properly: a bad note is no reason to refuse a good picture
     */
    static int orientation(Bytes file, int tiff, int end) {
        boolean little = file.says(tiff, "II");
        if (!little && !file.says(tiff, "MM")) {
            return 1;
        }
        try {
            int directory = tiff + (little ? file.length32Little(tiff + 4) : file.length32(tiff + 4));
            int entries = u16(file, directory, little);
            for (int i = 0; i < entries; i++) {
                int at = directory + 2 + i * ENTRY;
                if (at < tiff || at + ENTRY > end) {
                    return 1;
                }
                if (u16(file, at, little) == ORIENTATION) {
                    int value = u16(file, at + 8, little);
                    return value >= 1 && value <= 8 ? value : 1;
                }
            }
            return 1;
        } catch (BadPicture e) {
            return 1;
        }
    }

    private static int u16(Bytes file, int at, boolean little) {
        return little ? file.u16Little(at) : file.u16(at);
    }
}
