package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.kernel.problem.ProblemException;

/**
 * When a role is to hold, by the county's time, to the millisecond.
 * @param from null: from the moment on in which it is given
 * @param until null: without end
 */
record Dates(@Nullable Instant from, @Nullable Instant until) {
    /** What the columns hold. */
    private static final Instant LAST = Instant.parse("9998-12-31T00:00:00Z");

    static final Dates FROM_NOW_ON = new Dates(null, null);

    Dates {
        from = from == null ? null : from.truncatedTo(ChronoUnit.MILLIS);
        until = until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
    }

    /** @return the moment it begins when it is given now: never in the past */
    Instant begin(Instant now) {
        Instant whole = now.truncatedTo(ChronoUnit.MILLIS);
        return from == null || from.isBefore(whole) ? whole : from;
    }

    /** @throws ProblemException 400 {@code dates-wrong} when it would be over before it begins, or in no time that is meant */
    void check(Instant now) {
        if (strange(from) || strange(until)) {
            throw ProblemException.invalid(strange(from) ? "from" : "until", "dates-wrong", "日期不对 · Not a date");
        }
        if (until != null && !until.isAfter(begin(now))) {
            throw ProblemException.invalid("until", "dates-wrong", "期限不对 · It would end before it begins");
        }
    }

    private static boolean strange(@Nullable Instant time) {
        return time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(LAST));
    }

    /** @return whether it ends no later than the giver's own */
    boolean within(HeldGrant givers) {
        return givers.until() == null || (until != null && !until.isAfter(givers.until()));
    }

    /** @return whether the one that stands already is what this asks for */
    boolean same(HeldGrant standing) {
        return Objects.equals(until, standing.until()) && (from == null || from.equals(standing.from()));
    }
}
