package org.cunlu.logistics.departure;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.logistics.DepartureRoom.Overflow;

/** A row of what is held. @param heldAt the database's time; null for now */
record Hold(
        String holder,
        int seq,
        String countyCode,
        Ride ride,
        Size size,
        @Nullable Instant heldAt,
        @Nullable Overflow overflow) {
    /** @return as large as this; who is heavier than he was comes after all others, but for what is urgent */
    Hold sized(Size now) {
        boolean waitsAnew = now.grams() > size.grams() && !HoldingTogether.FIRST.equals(heldAt);
        return new Hold(holder, seq, countyCode, ride, now, waitsAnew ? null : heldAt, overflow);
    }

    Hold on(Ride other) {
        return new Hold(holder, seq, countyCode, other, size, heldAt, overflow);
    }
}
