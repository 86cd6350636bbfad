package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** Rights to regional brands' names, for the shops that hold them. */
public interface HeldRights {
    /** Why an offer may not bear its brand's name. */
    @Serdeable
    enum Why {
        /** It says not where it comes from. */
        ORIGIN_MISSING,
        ORIGIN_OUTSIDE_AREA,
        /** There never was a right for this origin and grade. */
        NO_AUTHORIZATION,
        NOT_REVIEWED,
        NOT_YET_VALID,
        EXPIRED,
        REVOKED,
        QUOTA_USED_UP
    }

    /** An offer that may not be sold under its brand now. */
    record Barred(String offerId, String productName, Why why) {}

    /** Of the caller's own shops, in the order in which they were proposed. */
    Page<BrandDesk.Holding> held(Caller seller, @Nullable String cursor, int limit);

    /** Of the first hundred offers of regional brands. */
    List<Barred> barred(Caller seller);
}
