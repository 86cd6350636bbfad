package org.cunlu.logistics.release;

import java.util.EnumSet;
import java.util.Set;

/** Life of a release. */
enum ReleaseState {
    /** By an alert: no person has proposed anything yet. */
    OPENED,
    PROPOSED,
    REVIEWED,
    /** Its goods are set aside, and are being sent. */
    APPROVED,
    /** All of it is on its way. */
    BOOKED,
    /** The last village is served. */
    DELIVERED,
    REJECTED,
    WITHDRAWN,
    /** Not approved within its time. */
    EXPIRED;

    /** @param reviewNeeded whether nobody approves what was not reviewed */
    boolean mayBecome(ReleaseState next, boolean reviewNeeded) {
        return next(reviewNeeded).contains(next);
    }

    private Set<ReleaseState> next(boolean reviewNeeded) {
        return switch (this) {
            case OPENED -> EnumSet.of(PROPOSED, WITHDRAWN);
            case PROPOSED ->
                reviewNeeded
                        ? EnumSet.of(REVIEWED, REJECTED, WITHDRAWN, EXPIRED)
                        : EnumSet.of(REVIEWED, APPROVED, REJECTED, WITHDRAWN, EXPIRED);
            case REVIEWED -> EnumSet.of(APPROVED, REJECTED, WITHDRAWN, EXPIRED);
            case APPROVED -> EnumSet.of(BOOKED);
            case BOOKED -> EnumSet.of(DELIVERED);
            case DELIVERED, REJECTED, WITHDRAWN, EXPIRED -> EnumSet.noneOf(ReleaseState.class);
        };
    }

    /** @return whether it was approved, whatever has become of it since */
    boolean approved() {
        return this == APPROVED || this == BOOKED || this == DELIVERED;
    }
}
