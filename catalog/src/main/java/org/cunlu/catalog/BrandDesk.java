package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Scan;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** A brand's owner and the rights to its name; another's brand is answered as one that does not exist. */
public interface BrandDesk {
    /** How a right stands. */
    enum Standing {
        /** By the owner; the county has not looked at it yet. */
        PROPOSED,
        GRANTED,
        DECLINED,
        WITHDRAWN,
        REVOKED
    }

    /**
     * A brand that the caller owns.
     * @param originArea administrative code; null for a brand that binds nobody
     * @param grades none when it has but one
     */
    record Owned(String code, String name, @Nullable String originArea, List<String> grades) {}

    /**
     * A seller's right to a brand's name.
     * @param grade empty where the brand has none @param origins administrative codes
     * @param quota of the season, in {@code unit} @param used what open and done orders sold under it
     * @param validUntil the last day @param certified whether the certificate's file is there
     */
    record Holding(
            String id,
            String brandCode,
            String sellerCode,
            String sellerName,
            String grade,
            List<String> origins,
            BrandRight.Unit unit,
            long quota,
            long used,
            LocalDate validFrom,
            LocalDate validUntil,
            String certificateNo,
            boolean certified,
            Standing standing) {}

    /** What a brand's owner wants a seller to have. @param origins townships (9 digits) and villages (12) */
    record Wish(
            String brandCode,
            String sellerCode,
            @Nullable String grade,
            List<String> origins,
            BrandRight.Unit unit,
            long quota,
            LocalDate validFrom,
            LocalDate validUntil,
            String certificateNo) {}

    List<Owned> brands(Caller owner);

    /** In the order in which they were proposed. */
    Page<Holding> holdings(Caller owner, @Nullable String cursor, int limit);

    Holding one(Caller owner, String id);

    /** Proposes one; it holds when the county has approved it. The same key and wish have one effect. */
    Holding propose(Caller owner, @Nullable String key, Wish wish);

    /**
     * Hands in the certificate, once more as long as the county has not decided.
     * @param content PDF, JPEG or PNG by what it holds, at most 5 MB
     * @throws ProblemException 413 {@code certificate-too-large}, {@code certificate-not-readable}, 409 {@code certificate-fixed}
     */
    Holding certify(Caller owner, String id, byte[] content);

    /** @throws ProblemException 404 when none was handed in */
    Scan certificate(Caller owner, String id);

    Holding withdraw(Caller owner, String id);

    /** At once: after it no order is placed under it. Ask for a fresh second factor first. */
    Holding revoke(Caller owner, String id, String reason);

    /** Lowers the quota, not below what is sold. Ask for a fresh second factor first. @param quota in its unit, above 0 */
    Holding lower(Caller owner, String id, long quota);
}
