package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.ReserveStandings.Claim;

/**
 * What a holder owes is made good, found fit after all, or waived; never by who opened the claim, nor by who keeps the holding. Each
 * act needs a fresh second factor and takes the key of its form, by which a second sending is known.
 */
public interface ReserveClaims {
    /** Acts of the second factor. */
    String MAKE_GOOD = "logistics.reserve-make-good";

    String RESTORE = "logistics.reserve-restore";
    String WAIVE = "logistics.reserve-waive";

    /** @throws org.cunlu.kernel.problem.ProblemException 404 for what is absent or another's */
    Claim one(Caller caller, String claimId);

    /**
     * Sale stock of the same SKU and place becomes the reserve's; by the authority.
     * @throws org.cunlu.kernel.problem.ProblemException 404; 400 {@code malformed}, {@code lot-differs}; 403 {@code second-person-needed};
     *     409 {@code claim-over}, {@code stock-short}
     */
    void makeGood(Caller caller, String claimId, String lotCode, long pieces, @Nullable String key);

    /**
     * Pieces that were taken for unfit are fit; by an officer.
     * @param status ON_HOLD or DAMAGED, in which they stand now
     * @throws org.cunlu.kernel.problem.ProblemException 404; 400 {@code malformed}; 403 {@code second-person-needed}; 409
     *     {@code not-restorable}, {@code claim-over}, {@code stock-short}
     */
    void restore(Caller caller, String claimId, StockStatus status, long pieces, String reason, @Nullable String key);

    /** By the authority. @throws org.cunlu.kernel.problem.ProblemException 404; 400 {@code malformed}; 403 {@code second-person-needed}; 409 {@code claim-over} */
    void waive(Caller caller, String claimId, String why, @Nullable String key);
}
