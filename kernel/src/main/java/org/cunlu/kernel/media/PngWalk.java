package org.cunlu.kernel.media;

import java.io.ByteArrayOutputStream;
import java.util.Set;

/** Walks a PNG file from chunk to chunk (PNG, 3rd edition, 5). Keeps header, palette, transparency, pixels and end. */
final class PngWalk {
    private static final int SIGNATURE = 8;
    private static final int BEFORE_DATA = 8;
    private static final int CHECKSUM = 4;
    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private PngWalk() {}

    static Measured over(Bytes file) {
        if (!file.says(SIGNATURE + 4, "IHDR")) {
            throw new BadPicture("does not begin with its header");
        }
        var core = new ByteArrayOutputStream();
        file.copy(0, SIGNATURE, core);
        int orientation = 1;
        int at = SIGNATURE;
        while (true) {
            int length = file.length32(at);
            int data = at + BEFORE_DATA;
            int end = file.end(file.end(data, length), CHECKSUM);
            if (KEPT.stream().anyMatch(kept -> says(file, data, kept))) {
                file.copy(at, end, core);
            } else if (says(file, data, "eXIf")) {
                orientation = Exif.orientation(file, data, data + length);
            }
            if (says(file, data, "IEND")) {
                return new Measured(
                        PictureKind.PNG,
                        file.length32(SIGNATURE + BEFORE_DATA),
                        file.length32(SIGNATURE + BEFORE_DATA + 4),
                        orientation,
                        core.toByteArray());
            }
            at = end;
        }
    }

    private static boolean says(Bytes file, int data, String type) {
        return file.says(data - 4, type);
    }
}
