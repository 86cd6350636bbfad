package org.cunlu.kernel.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks a WebP file from chunk to chunk (RFC 9649). Only its lossy kind is taken: the tables of a lossless one, or of a
 * lossless alpha channel, may ask a decoder for hundreds of megabytes whatever the extent of the picture. The one key
 * frame is kept, in a file of its own; transparency goes.
 */
final class WebpWalk {
    private static final int HEADER = 12;
    private static final int BEFORE_DATA = 8;
    private static final int FOURTEEN_BITS = 0x3fff;

    private WebpWalk() {}

    static Measured over(Bytes file) {
        int end = file.end(BEFORE_DATA, file.length32Little(4));
        int orientation = 1;
        int frame = -1;
        int at = HEADER;
        while (at + BEFORE_DATA <= end) {
            int length = file.length32Little(at + 4);
            int data = at + BEFORE_DATA;
            int behind = file.end(data, length);
            if (file.says(at, "VP8L") || file.says(at, "ANMF")) {
                throw new BadPicture("lossless or animated");
            } else if (file.says(at, "VP8 ") && frame < 0) {
                frame = at;
            } else if (file.says(at, "EXIF")) {
                orientation = Exif.orientation(file, file.says(data, "Exif\0\0") ? data + 6 : data, behind);
            }
            at = behind + (length & 1);
        }
        if (frame < 0) {
            throw new BadPicture("no picture in it");
        }
        return measured(file, frame, orientation);
    }

    // The canvas of VP8X may say anything; what is decoded is as large as the frame says.
    private static Measured measured(Bytes file, int frame, int orientation) {
        int data = frame + BEFORE_DATA;
        boolean keyFrame = (file.u8(data) & 1) == 0
                && file.u8(data + 3) == 0x9d
                && file.u8(data + 4) == 0x01
                && file.u8(data + 5) == 0x2a;
        if (!keyFrame) {
            throw new BadPicture("no key frame");
        }
        return new Measured(
                PictureKind.WEBP,
                file.u16Little(data + 6) & FOURTEEN_BITS,
                file.u16Little(data + 8) & FOURTEEN_BITS,
                orientation,
                alone(file, frame));
    }

    private static byte[] alone(Bytes file, int frame) {
        int length = file.length32Little(frame + 4);
        int padded = length + (length & 1);
        var core = new ByteArrayOutputStream();
        core.writeBytes(PictureKind.ascii("RIFF"));
        core.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4 + BEFORE_DATA + padded)
                .array());
        core.writeBytes(PictureKind.ascii("WEBP"));
        file.copy(frame, frame + BEFORE_DATA + length, core);
        core.writeBytes(new byte[padded - length]);
        return core.toByteArray();
    }
}
