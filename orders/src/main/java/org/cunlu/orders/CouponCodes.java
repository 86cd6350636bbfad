package org.cunlu.orders;

import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** Codes by which coupons are had, made in batches by whose promotion it is. */
public interface CouponCodes {
    /** Most of one batch. */
    int BATCH_MAX = 1_000;

    /**
     * Makes codes, told this once: only their hashes are kept, so that asking again makes others.
     * @param count 1 to {@value #BATCH_MAX}
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for another's; 409 {@code codes-too-many} when there are
     *     more codes than coupons
     */
    List<String> make(Caller caller, String promotionId, int count);

    /** @return how many codes of a promotion were made so far */
    long made(String promotionId);
}
