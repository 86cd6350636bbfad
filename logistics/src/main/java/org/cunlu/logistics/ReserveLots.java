package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a release may draw on. */
public interface ReserveLots {
    /**
     * Pieces that are fit and not expired.
     * @param levelRank county 1, city 2, national 3
     * @param contractId code of the holding
     * @param expiresOn null when it does not spoil
     */
    record Lot(
            String programme,
            String levelCode,
            int levelRank,
            String contractId,
            StockPart part,
            long pieces,
            long gramsPerPiece,
            @Nullable LocalDate expiresOn) {}

    /** @return parts with pieces, by level, expiry, node, lot; not locked */
    List<Lot> drawable(String countyCode, String commodity, LocalDate today);

    /** @return county 1, city 2, national 3; empty for no level */
    Optional<Integer> levelRank(String levelCode);

    /** @return SKUs of a commodity, in order */
    List<String> skus(String countyCode, String commodity);

    /**
     * What came to make up for a release.
     * @param contractId code of the holding @param takenGrams passed their inspection @param waitingGrams wait for it
     */
    record Refill(String contractId, String skuCode, long takenGrams, long waitingGrams) {}

    /** @return by holding and SKU, without what was sent back */
    List<Refill> refills(String releaseId);
}
