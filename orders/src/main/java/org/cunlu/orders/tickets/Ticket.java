package org.cunlu.orders.tickets;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.orders.MoneyTickets.Kind;

/**
 * Something that is not right with money.
 * @param owner account of who sees to it; null while nobody does
 */
@Serdeable
record Ticket(
        String ticketId,
        String countyCode,
        Kind kind,
        String subject,
        long fen,
        String facts,
        @Nullable String owner,
        State state,
        Instant openedAt) {
    enum State {
        OPEN,
        RESOLVED
    }

    /** What was done with it. */
    enum What {
        OPENED,
        TAKEN,
        NOTED,
        RESOLVED
    }

    /** @param actor account id, or {@code system} */
    @Serdeable
    record Step(
            int no,
            Instant at,
            String actor,
            What what,
            @Nullable String note) {}

    /** With all that was done with it. */
    @Serdeable
    record Whole(Ticket ticket, List<Step> history) {}
}
