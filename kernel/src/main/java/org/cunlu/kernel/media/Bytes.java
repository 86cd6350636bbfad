package org.cunlu.kernel.media;

import java.io.ByteArrayOutputStream;

/** Looks into a file without ever leaving it: whatever lies behind its end is a {@link BadPicture}. */
record Bytes(byte[] file) {
    int length() {
        return file.length;
    }

    int u8(int at) {
        if (at < 0 || at >= file.length) {
            throw new BadPicture("cut off at " + file.length);
        }
        return file[at] & 0xff;
    }

    int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    int u16Little(int at) {
        return u8(at + 1) << 8 | u8(at);
    }

    /** @throws BadPicture also for what is above 2^31 - 1: nothing here is so large */
    int length32(int at) {
        return positive((long) u16(at) << 16 | u16(at + 2));
    }

    int length32Little(int at) {
        return positive((long) u16Little(at + 2) << 16 | u16Little(at));
    }

    /** @return where something of this length ends that begins at {@code at}; within the file */
    int end(int at, int length) {
        long end = (long) at + length;
        if (end > file.length) {
            throw new BadPicture("cut off: wants " + end + " bytes of " + file.length);
        }
        return (int) end;
    }

    boolean says(int at, String text) {
        return PictureKind.startsWith(file, at, PictureKind.ascii(text));
    }

    void copy(int from, int to, ByteArrayOutputStream into) {
        into.write(file, from, to - from);
    }

    private static int positive(long value) {
        if (value > Integer.MAX_VALUE) {
            throw new BadPicture("a length of " + value);
        }
        return (int) value;
    }
}
