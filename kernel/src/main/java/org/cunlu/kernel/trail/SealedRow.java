package org.cunlu.kernel.trail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import javax.crypto.Mac;

/** All that a row of the trail says, as its seal covers it. */
record SealedRow(
        String trailId,
        String countyCode,
        Instant recordedAt,
        String actor,
        String act,
        String subject,
        String before,
        String after,
        Instant writtenAt) {
    static final String LABEL = "ker_trail.seal";
    static final String COLUMNS = "t.trail_id, t.county_code, t.recorded_at, t.actor, t.act, t.subject, t.state_before,"
            + " t.state_after, t.written_at";

    /** @param previous 32 bytes; zeros for the first */
    byte[] seal(Mac mac, byte[] previous, long number) {
        mac.update(previous);
        number(mac, number);
        number(mac, recordedAt.toEpochMilli());
        number(mac, writtenAt.toEpochMilli());
        for (String text : new String[] {trailId, countyCode, actor, act, subject, before, after}) {
            text(mac, text);
        }
        return mac.doFinal();
    }

    private static void number(Mac mac, long number) {
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** With its length in front, so that no text can be moved from one column into the next. */
    private static void text(Mac mac, String text) {
        if (text == null) {
            number(mac, -1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(mac, bytes.length);
        mac.update(bytes);
    }
}
