package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * In which live slot a line was sold, and what of its price is whose, as it was agreed when it was placed.
 * @param hostId account of the host
 * @param hostBps the host's share of the line's amount, in basis points
 * @param stationNode node that helped to sell; null when none did
 * @param stationBps that node's share; 0 when there is none
 */
@Serdeable
public record LiveUse(
        String sessionId,
        String slotId,
        String hostId,
        int hostBps,
        @Nullable String stationNode,
        int stationBps) {
    public LiveUse {
        if (hostBps < 0 || stationBps < 0 || hostBps + stationBps > 10_000) {
            throw new IllegalArgumentException("shares out of range: " + hostBps + ", " + stationBps);
        }
        if (stationNode == null && stationBps > 0) {
            throw new IllegalArgumentException("a share of no station");
        }
    }
}
