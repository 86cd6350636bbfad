package org.cunlu.orders.assisted;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import org.cunlu.accounts.Consents;
import org.cunlu.orders.CounterOrders.State;

/**
 * What a keeper orders for a villager.
 * @param name null once it is not open any more, as {@code phone} is
 * @param groupId null until it is placed
 */
record Assisted(
        String assistedId,
        String countyCode,
        String nodeCode,
        String keeperId,
        String accountId,
        String villageCode,
        State state,
        @Nullable String name,
        @Nullable String phone,
        Consents.Way consentWay,
        LocalDate consentOn,
        @Nullable String reference,
        Instant openedAt,
        @Nullable String groupId) {
    /** Hides a person's data from logs. */
    @Override
    public String toString() {
        return "Assisted[" + assistedId + " " + state + "]";
    }
}
