package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the books moved for parties, journal by journal. */
public interface PartyEntries {
    /**
     * What one journal moved for one party, in fen; above 0 is his.
     * @param kind what happened, as in docs/ledger.md
     * @param orderId null where it is no order's
     * @param payableFen of what may be paid to him now
     * @param commissionFen of a sale, the platform's share, tax included; below 0 where it was taken back
     * @param taxFen of that, the tax
     * @param liveFen shares of a live session
     * @param discountFen what others paid of the price
     */
    record PartyEntry(
            String journalId,
            String kind,
            String cause,
            @Nullable String orderId,
            Instant postedAt,
            Party party,
            long amountFen,
            long payableFen,
            long commissionFen,
            long taxFen,
            long liveFen,
            long discountFen) {}

    /** @return when the first journal of a county was posted */
    Optional<Instant> first(String countyCode);

    /** @return in order of posting @param from included @param until not included */
    List<PartyEntry> of(String countyCode, Instant from, Instant until);
}
