package org.cunlu.kernel.events;

/**
 * Somebody who wants to hear of a fact. A bean of this type gets a queue of its own, hears each event at least once and
 * has its effect exactly once: the inbox row is written in the same transaction as the effect.
 * @param <E> the event's record
 */
public interface Subscriber<E extends Event> {
    /** @return stable name, {@code <module>.<feature>}; queue and inbox key; one per topic */
    String name();

    String topic();

    Class<E> type();

    /**
     * Does what has to be done. When {@link #transactional()} it runs inside the transaction of the inbox row; otherwise
     * outside any, must be repeatable, and the inbox row is written after it.
     * @throws RuntimeException to have it tried again later; after some attempts it becomes a dead letter
     */
    void on(E event, Heard heard);

    /** @return false for effects outside the database, such as an index */
    default boolean transactional() {
        return true;
    }
}
