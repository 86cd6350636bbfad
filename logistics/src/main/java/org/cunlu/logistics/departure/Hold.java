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
    Hold on(Ride other) {
        return new Hold(holder, seq, countyCode, other, size, heldAt, overflow);
    }
}
