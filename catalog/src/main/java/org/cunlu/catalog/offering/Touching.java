package org.cunlu.catalog.offering;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.OfferChanged;
import org.cunlu.catalog.TouchedOffers;
import org.cunlu.kernel.events.Outbox;

/** Tells the offers that look different because their product does. */
@Singleton
class Touching implements TouchedOffers {
    private final TermsTable table;
    private final Outbox outbox;
    private final Clock clock;

    Touching(TermsTable table, Outbox outbox, Clock clock) {
        this.table = table;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void touch(String productCode) {
        touchAll(List.of(productCode));
    }

    @Override
    public void touchAll(Collection<String> productCodes) {
        tell(table.lockOf(productCodes));
    }

    @Override
    public void touchAllOf(String sellerCode) {
        tell(table.lockOfSeller(sellerCode));
    }

    private void tell(Map<String, Long> versions) {
        outbox.appendAll(versions.entrySet().stream()
                .map(each -> new OfferChanged(each.getKey(), each.getValue() + 1))
                .toList());
        table.raise(List.copyOf(versions.keySet()), clock.instant());
    }
}
