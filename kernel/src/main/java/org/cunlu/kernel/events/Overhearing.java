package org.cunlu.kernel.events;

import java.time.Instant;
import java.util.List;

/**
 * Somebody who is there when facts are told, in the transaction that makes them true. It runs for each, so it may cost a
 * statement only for what it really wants, and nothing outside the database; when it throws, the fact does not happen.
 */
public interface Overhearing {
    /** A fact as the outbox has it. */
    record Overheard(String eventId, Event event, Instant at) {}

    void overhear(List<Overheard> facts);
}
