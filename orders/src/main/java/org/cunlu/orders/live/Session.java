package org.cunlu.orders.live;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.orders.LiveShow.State;

/** A session as its row holds it. @param onAirSlot null when none is on air */
record Session(
        String sessionId,
        String countyCode,
        String sellerCode,
        String hostId,
        String title,
        Instant startsAt,
        Instant endsAt,
        String streamUrl,
        @Nullable String cover,
        int hostBps,
        @Nullable String station,
        int stationBps,
        State state,
        @Nullable String onAirSlot,
        int version) {
    /** @return whether it should have ended by then, whether or not somebody did end it */
    boolean over(Instant now) {
        return !now.isBefore(endsAt);
    }
}
