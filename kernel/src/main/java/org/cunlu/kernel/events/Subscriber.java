package org.cunlu.kernel.events;

import java.util.List;
import java.util.Set;

/**
 * Somebody who wants to hear of a fact. A bean of this type gets a queue of its own, hears each event at least once and
 * has its effect exactly once: the inbox row is written in the same transaction as the effect.
 *
 * <p>Order is not kept: of two events about the same subject the later may be heard first (two instances consume, and what
 * failed comes again after a pause). So let the effect depend on the state it finds, or compare versions, and treat what is
 * already overtaken as nothing to do.
 * @param <E> the event's record
 */
public interface Subscriber<E extends Event> {
    /** @return stable name, {@code <module>.<feature>}; queue and inbox key; no other subscriber has it */
    String name();

    String topic();

    /**
     * What it wants to hear of, by {@link Event#kind}. An event without a kind comes in any case, and so may what an earlier
     * version of this subscriber wanted, for a queue stays bound: let it look at what came. One that comes to want more takes
     * a new name, as the audit would miss the effects of what was settled before.
     * @return none for all
     */
    default Set<String> kinds() {
        return Set.of();
    }

    Class<E> type();

    /**
     * Does what has to be done. When {@link #transactional()} it runs inside the transaction of the inbox row; otherwise
     * outside any, must be repeatable, and the inbox row is written after it.
     * @throws TryLater when something outside is away; tried again until it is back
     * @throws RuntimeException to have it tried again later; after some attempts it becomes a dead letter
     */
    void on(E event, Heard heard);

    /**
     * Does the same for several that came together, oldest first: in one transaction, or outside any where it is not
     * {@link #transactional()}. When it throws, each is heard on its own by {@link #on}; of a transactional one nothing stays
     * before that. {@link TryLater} of one that is not transactional puts off all of them.
     */
    default void onAll(List<News<E>> news) {
        news.forEach(each -> on(each.event(), each.heard()));
    }

    /** An event and what is known of it beside. */
    record News<E>(E event, Heard heard) {}

    /** @return false for effects outside the database, such as an index */
    default boolean transactional() {
        return true;
    }
}
