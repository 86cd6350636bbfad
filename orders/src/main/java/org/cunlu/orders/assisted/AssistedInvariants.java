package org.cunlu.orders.assisted;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of orders that keepers placed for others, told to the audit. */
@Factory
class AssistedInvariants {
    @Singleton
    @Named("assisted-orders")
    Invariant eachIsTheVillagersAndNothingOfHimStaysOpen() {
        return new SqlInvariant("assisted order = villager's group", "SELECT COUNT(*) FROM ord_assisted", """
                SELECT CONCAT('assisted order ', a.assisted_id)
                FROM ord_assisted a LEFT JOIN ord_group g ON g.group_id = a.group_id
                WHERE a.state = 'PLACED' AND (g.group_id IS NULL
                    OR g.account_id <> a.account_id)
                   OR a.state <> 'OPEN' AND (a.name_sealed IS NOT NULL OR a.phone_sealed IS NOT NULL)
                """);
    }
}
