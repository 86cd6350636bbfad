package org.cunlu.accounts.villager;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * What a station keeps of somebody beside his name.
 * @param phoneNote a number to ring, as it was told; nobody signs in by it
 */
record Villager(
        String accountId,
        String countyCode,
        String stationCode,
        String villageCode,
        Birth birth,
        @Nullable String phoneNote,
        String keptBy,
        Instant createdAt) {
    /** Hides a person's data from logs. */
    @Override
    public String toString() {
        return "Villager[" + accountId + "]";
    }
}
