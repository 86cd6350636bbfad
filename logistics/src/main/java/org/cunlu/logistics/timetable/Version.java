package org.cunlu.logistics.timetable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import org.cunlu.logistics.Line;

/** By what is in it one knows whether a line is as it was seen. */
final class Version {
    private static final int BYTES = 8;

    private Version() {}

    /** @return 16 hexadecimal digits, the same on every instance */
    static String of(Line line) {
        String text = String.join(
                "\n",
                line.code(),
                line.name(),
                String.valueOf(line.route()),
                line.mode().name(),
                new TreeSet<>(line.days()).toString(),
                line.validFrom() + ".." + line.validTo(),
                line.weightGrams() + " " + line.volumeCm3() + " " + line.pieces(),
                new TreeSet<>(line.carries()).toString() + line.hazardApart(),
                line.holidays().toString(),
                line.stops().toString());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
