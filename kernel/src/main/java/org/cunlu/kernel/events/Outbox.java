package org.cunlu.kernel.events;

/** Where facts are told: in the transaction that makes them true, so that both exist or neither. */
public interface Outbox {
    /** @throws IllegalStateException when no transaction is under way */
    void append(Event event);
}
