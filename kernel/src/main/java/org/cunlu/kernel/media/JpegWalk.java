package org.cunlu.kernel.media;

import java.io.ByteArrayOutputStream;

/**
 * Walks a JPEG file from marker to marker (ITU-T T.81, Annex B). Keeps what the decoder needs: application segments go,
 * but for JFIF's and Adobe's, which say how colours are stored.
 */
final class JpegWalk {
    /** A camera's progressive file has about ten; thousands of empty ones over many pixels keep a decoder busy for hours. */
    private static final int SCANS_MAX = 64;

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;

    private final Bytes file;
    private final ByteArrayOutputStream core = new ByteArrayOutputStream();
    private int width;
    private int height;
    private int scans;
    private int orientation = 1;

    private JpegWalk(Bytes file) {
        this.file = file;
    }

    static Measured over(Bytes file) {
        return new JpegWalk(file).walked();
    }

    private Measured walked() {
        file.copy(0, 2, core);
        int at = 2;
        while (true) {
            if (file.u8(at) != 0xff) {
                throw new BadPicture("no marker at " + at);
            }
            int marker = file.u8(at + 1);
            if (marker == 0xff) {
                at++;
            } else if (marker == END_OF_IMAGE) {
                file.copy(at, at + 2, core);
                return new Measured(PictureKind.JPEG, width, height, orientation, core.toByteArray());
            } else {
                at = segment(at, marker);
            }
        }
    }

    private int segment(int at, int marker) {
        int end = file.end(at + 2, Math.max(2, file.u16(at + 2)));
        if (isFrame(marker)) {
            frame(at);
        } else if (marker == APP1 && file.says(at + 4, "Exif\0\0")) {
            orientation = Exif.orientation(file, at + 10, end);
        } else if (marker == START_OF_SCAN) {
            end = behindScan(end);
        }
        boolean told = marker >= APP0 && marker <= APP15 && marker != APP0 && marker != APP14 || marker == COMMENT;
        if (!told) {
            file.copy(at, end, core);
        }
        return end;
    }

    private void frame(int at) {
        if (width != 0) {
            throw new BadPicture("two frames");
        }
        height = file.u16(at + 5);
        width = file.u16(at + 7);
    }

    // In a scan, 0xff is followed by 0 or is a restart marker; anything else ends it.
    private int behindScan(int from) {
        if (++scans > SCANS_MAX) {
            throw new BadPicture("more than " + SCANS_MAX + " scans");
        }
        int at = from;
        while (file.u8(at) != 0xff || inScan(file.u8(at + 1))) {
            at++;
        }
        return at;
    }

    private static boolean inScan(int next) {
        return next == 0 || next >= 0xd0 && next <= 0xd7;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
}
