package org.cunlu.catalog.pricing;

import java.time.Duration;
import java.util.List;
import org.cunlu.catalog.Prices.Priced;
import org.cunlu.catalog.Prices.Proof;

/** Says what may be said of a price. */
final class Proving {
    private static final Duration LOOKED_BACK = Duration.ofDays(30);

    private Proving() {}

    /** @param newestFirst at least one */
    static Proof proof(List<Priced> newestFirst) {
        Priced now = newestFirst.getFirst();
        List<Priced> before = newestFirst.subList(1, newestFirst.size());
        var from = now.since().minus(LOOKED_BACK);
        Long lowest = null;
        for (Priced each : before) {
            lowest = lowest == null ? each.priceFen() : Math.min(lowest, each.priceFen());
            if (!each.since().isAfter(from)) {
                // It held when the thirty days began; what was before it did not.
                break;
            }
        }
        Long was = before.isEmpty() ? null : Long.valueOf(before.getFirst().priceFen());
        return new Proof(now.offerId(), now.priceFen(), now.since(), was, lowest, newestFirst);
    }
}
