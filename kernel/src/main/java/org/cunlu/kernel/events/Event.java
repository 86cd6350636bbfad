package org.cunlu.kernel.events;

import io.micronaut.core.annotation.Nullable;

/**
 * A fact that happened: a past-tense record of ids and facts, {@code @Serdeable}, without names, phones or addresses.
 * It belongs to the root package of the module that tells it.
 */
public interface Event {
    /** @return {@code <module>.<what-happened>}, such as {@code orders.order-paid}; the routing key, {@link #kind} behind it */
    String topic();

    /**
     * @return in which of several ways it happened, such as a state: capital letters and underscores, at most 40; subscribers
     *     may want some of them only, so that the others cost nothing. Null when all that want the topic shall hear it
     */
    @Nullable
    default String kind() {
        return null;
    }

    /** @return id or code of the thing it happened to */
    String subject();

    /**
     * @return of its shape, 1 or more. New nullable components need no new version: a reader ignores what it does not
     *     know. A change of meaning does: an event newer than its reader becomes a dead letter there at once.
     */
    default int version() {
        return 1;
    }
}
