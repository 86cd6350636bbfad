package org.cunlu.orders.groupbuy;

import java.time.Instant;

/**
 * Buyers who find together.
 * @param code by which others join
 * @param joined who ordered and is in it @param paid those of them who paid
 */
record Team(
        String teamId,
        String countyCode,
        String promotionId,
        String code,
        int size,
        int joined,
        int paid,
        State state,
        Instant openedAt,
        Instant endsAt) {
    enum State {
        /** Looks for more, or waits for who has not paid. */
        OPEN,
        /** As many have paid as it needs: all is sent. */
        FULL,
        /** Its time is over: everybody has his money back. */
        EXPIRED
    }

    /** An order of it. */
    record Member(String orderId, String teamId, String promotionId, String groupId, int pieces, Standing standing) {}

    enum Standing {
        JOINED,
        PAID,
        SENT,
        /** Cancelled, not paid in time, or given back. */
        LEFT
    }
}
