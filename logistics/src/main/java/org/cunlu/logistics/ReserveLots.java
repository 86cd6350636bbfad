package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.Collection;
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

    /**
     * A target whose minimum share counts today, and what there is.
     * @param thereGrams of its commodity @param allGrams of all that its programme holds there
     */
    record Minimum(ReserveTarget target, long thereGrams, long allGrams) {
        /** @return whether what stands at this node is among what it is a share of */
        public boolean covers(String programme, String nodeCode) {
            return target.programme().equals(programme)
                    && (target.nodeCode().isEmpty() || target.nodeCode().equals(nodeCode));
        }

        public long spareGrams() {
            return target.spareGrams(thereGrams, allGrams);
        }

        /** @return whether there is its share of all; of nothing there is */
        public boolean kept() {
            return target.shareKept(thereGrams, allGrams);
        }

        /** @return the same when so much of a commodity is gone from what it covers */
        public Minimum without(String commodity, long grams) {
            long gone = target.commodity().equals(commodity) ? grams : 0;
            return new Minimum(target, thereGrams - gone, allGrams - grams);
        }
    }

    /** @return what of a county's targets has a minimum share and is in season, by programme, commodity, node; not locked */
    List<Minimum> minimums(String countyCode, LocalDate today);

    /**
     * After pieces of these holdings have gone, by a rotation or a release: whoever takes more of them waits until this transaction ends.
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code below-target-share} with {@code programme}, {@code commodity},
     *     {@code minShareBp}: less than a target's share is left
     */
    void demandShares(Collection<String> holdingCodes, LocalDate today);

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
