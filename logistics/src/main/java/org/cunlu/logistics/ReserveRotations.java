package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.ReserveCalendar.Turning;

/**
 * Rotations (轮换) as acts: proposed by an officer, decided by the authority, who is somebody else, carried out, and full by itself
 * when as much has come in. All but the proposal need a fresh second factor for their act. Each act takes the key of its form, by
 * which a second sending is known.
 */
public interface ReserveRotations {
    /** Acts of the second factor. */
    String DECIDE = "logistics.rotation-decide";

    String OUT = "logistics.rotation-out";
    String AUCTION = "logistics.rotation-auction";
    String EXTEND = "logistics.rotation-extend";

    /** @param pieces 1 or more @param inFirst whether the new comes before the old goes @param auction whether the old is auctioned, not sold in the shop @param reason 1 to 200 characters */
    record Wish(
            String lotId,
            long pieces,
            boolean inFirst,
            boolean auction,
            @Nullable String supplier,
            String reason) {}

    /**
     * @param auction whether the old ones are to be auctioned @param auctioned SOLD or UNSOLD, null while the auction has not ended
     * @param proposedBy account @param decidedBy account, null while nobody decided
     */
    record Whole(
            Turning turning,
            String lotId,
            String nodeCode,
            boolean auction,
            @Nullable String auctioned,
            @Nullable String soldTo,
            @Nullable Long soldFen,
            String proposedBy,
            @Nullable String decidedBy) {}

    /** @throws org.cunlu.kernel.problem.ProblemException 404 for what is absent or another's */
    Whole one(Caller caller, String rotationId);

    /** A lot that the caller may propose to turn. @throws org.cunlu.kernel.problem.ProblemException 404 for another's */
    ReserveLot lot(Caller caller, String lotId);

    /** @return its id @throws org.cunlu.kernel.problem.ProblemException 404; 400 {@code malformed}; 409 {@code rotation-short} */
    String propose(Caller caller, Wish wish, @Nullable String key);

    /** @throws org.cunlu.kernel.problem.ProblemException 404; 400 {@code reason-needed}; 403 {@code second-person-needed}; 409 {@code already-decided} */
    void decide(Caller caller, String rotationId, boolean approve, @Nullable String reason, @Nullable String key);

    /** The old ones leave. @throws org.cunlu.kernel.problem.ProblemException 404; 409 {@code rotation-not-due}, {@code rotation-short}, what keeps the floor */
    void out(Caller caller, String rotationId, @Nullable String key);

    /** How its auction ended. @param buyer and {@code priceFen} of all of it: needed where it was sold */
    void auctioned(
            Caller caller,
            String rotationId,
            boolean sold,
            @Nullable String buyer,
            @Nullable Long priceFen,
            String reason,
            @Nullable String key);

    /** Once, by at most what the rule allows. @throws org.cunlu.kernel.problem.ProblemException 404; 400 {@code extension-too-long}; 409 {@code not-extendable} */
    void extend(Caller caller, String rotationId, int months, String reason, @Nullable String key);
}
