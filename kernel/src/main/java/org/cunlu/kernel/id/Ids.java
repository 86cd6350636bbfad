package org.cunlu.kernel.id;

import com.github.f4b6a3.tsid.Tsid;
import com.github.f4b6a3.tsid.TsidFactory;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes identifiers: 13 characters of Crockford's base 32, rising with time, so that rows that are born together lie
 * together. Made by us and not by the database, so that an order and its lines are written without asking back.
 */
@Singleton
public class Ids {
    private static final int NODE_BITS = 14;

    /** Bits behind the milliseconds: node and counter. */
    private static final int TIME_SHIFT = 22;

    // 14 node bits drawn at random: two of ten instances share them once in 360 starts, and then two ids are equal only
    // if both also draw the same 8-bit counter within one millisecond; the primary key refuses that and the write is
    // tried again.
    private final TsidFactory factory = TsidFactory.builder()
            .withNodeBits(NODE_BITS)
            .withNode(ThreadLocalRandom.current().nextInt(1 << NODE_BITS))
            .build();

    /** @return a new identifier, 13 characters */
    public String next() {
        return factory.create().toString();
    }

    /** @return what no identifier made at this moment of real time or later is below */
    public static String from(Instant moment) {
        return Tsid.from((moment.toEpochMilli() - Tsid.TSID_EPOCH) << TIME_SHIFT)
                .toString();
    }

    /** @return milliseconds of real time at which an identifier was made; 0 for a text that is none */
    public static long madeAtMillis(String id) {
        return Tsid.isValid(id) ? Tsid.from(id).getUnixMilliseconds() : 0;
    }

    /** @return whether a text from outside has the shape of an identifier */
    public static boolean isId(String text) {
        return text != null
                && text.length() == 13
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
    }
}
