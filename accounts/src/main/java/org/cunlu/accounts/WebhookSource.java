package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.kernel.events.Event;

/**
 * What outside systems are told of one topic of events: a bean for each fact that may go out.
 * @param <E> the event's record
 */
public interface WebhookSource<E extends Event> {
    /** @return as it is called outside, {@code order.paid}; stable, for others have written it down */
    String fact();

    /** @return of the events that bring it */
    String topic();

    Class<E> type();

    /** @return what is told, {@code @Serdeable}: ids and facts, no names, phones or addresses; null when this event is none */
    @Nullable
    Object data(E event);

    /** @return code of the shop that is told too; null when only the county is */
    @Nullable
    String shop(E event);

    /** @return whether there is ever a shop that is told */
    default boolean forShops() {
        return true;
    }
}
