package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** What a shop is owed, as the books have it. It is the shop's own, whoever keeps it for its farmer. */
public interface ShopMoney {
    /** What one journal moved. @param kind as in docs/ledger.md @param earnedFen above 0: the shop is owed more by it; below 0: less */
    @Serdeable
    record Entry(String journalId, String kind, @Nullable String orderId, long earnedFen, Instant postedAt) {}

    /** @param owedFen what the county owes the shop now, whether it may be paid out yet or not */
    @Serdeable
    record Dues(String shop, long owedFen, Page<Entry> entries) {}

    /**
     * The newest first.
     * @param shop may be null when the caller has the right to the money of one only
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code shop-missing}, 404 for another's
     */
    Dues dues(Caller caller, @Nullable String shop, @Nullable String cursor, int limit);
}
