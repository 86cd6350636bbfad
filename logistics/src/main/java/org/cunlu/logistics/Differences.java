package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/** Where the two sides of a hand-over do not agree. Each has somebody who must answer for it, and a moment until when. */
public interface Differences {
    /** Opens one. Joins the caller's transaction. One that is open already about the same thing stays as it is. */
    void open(Claim claim);

    /** Closes what is open as SHORT about a parcel that turned up. Joins the caller's transaction. */
    void turnedUp(String barcode, String actor, Instant at);

    /** What is wrong. */
    enum Kind {
        /** It should be there and is not. */
        SHORT,
        /** It is there and should not be. */
        OVER,
        /** It, or the seal on it, is broken. */
        DAMAGED
    }

    /** How it ended. */
    enum Reason {
        FOUND,
        MISCOUNTED,
        SENT_ON,
        NODE_PAYS,
        CARRIER_PAYS,
        WRITTEN_OFF
    }

    /** Life of a difference. */
    enum State {
        OPEN,
        CLOSED
    }

    /**
     * What somebody saw. Parcel, bag or both are named.
     * @param node who saw it
     * @param ownerNode who handed it over and must answer; null when nobody knows: then the county's hub does
     * @param detail in words, at most 200 characters
     */
    record Claim(
            Kind kind,
            @Nullable String barcode,
            @Nullable String sscc,
            Node node,
            @Nullable String ownerNode,
            String actor,
            Instant at,
            @Nullable String detail) {
        public Claim {
            if (barcode == null && sscc == null) {
                throw new IllegalArgumentException("a difference about nothing");
            }
        }
    }

    /**
     * A difference as people see it.
     * @param overdue whether it is open beyond its time
     */
    @Serdeable
    record Difference(
            String differenceId,
            Kind kind,
            @Nullable String barcode,
            @Nullable String sscc,
            String node,
            String ownerNode,
            @Nullable String detail,
            String openedBy,
            Instant openedAt,
            Instant dueAt,
            boolean overdue,
            State state,
            @Nullable Reason reason,
            @Nullable String note,
            @Nullable String closedBy,
            @Nullable Instant closedAt) {}
}
