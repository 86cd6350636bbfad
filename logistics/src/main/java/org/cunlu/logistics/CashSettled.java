package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/**
 * Two counts of cash did not agree, and a dispatcher settled what was between them.
 * @param seen at which count: {@code OFFERED}, {@code CARRIED} or {@code IN}; once for each of a hand-over
 * @param node the station from which the cash is
 * @param ofStation whether its keeper answers for it; else whoever carried it
 * @param missingFen what was counted too little; below 0 when it was too much; never 0
 * @param paidInAt node that has what was paid in
 */
@Serdeable
public record CashSettled(
        String handoverId,
        String countyCode,
        String seen,
        String node,
        boolean ofStation,
        Ending ending,
        long missingFen,
        String paidInAt,
        Instant at)
        implements Event {
    public static final String TOPIC = "logistics.cash-settled";

    /** How it ended. */
    public enum Ending {
        /** Whoever answers for it paid it; what was too much went back to whose it was. */
        PAID_IN,
        /** Somebody counted wrong: another count shows the same the other way round. */
        MISCOUNTED,
        /** Nobody pays it. */
        WRITTEN_OFF
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return handoverId;
    }
}
