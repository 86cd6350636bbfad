package org.cunlu.kernel.events;

import java.util.Collection;

/** Where facts are told: in the transaction that makes them true, so that both exist or neither. */
public interface Outbox {
    /** @throws IllegalStateException when no transaction is under way */
    void append(Event event);

    /** Tells many at once, as a loaded file does, in few statements. */
    void appendAll(Collection<? extends Event> events);
}
