package org.cunlu.catalog.brand;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.cunlu.catalog.BrandedOffers;
import org.cunlu.kernel.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what no act tells: a right that began or ended with the day, a quota that was used up or given back. Reading an offer
 * and ordering it need no telling; the index does.
 */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class BrandWatch {
    private static final Logger LOG = LoggerFactory.getLogger(BrandWatch.class);

    private final BrandedOffers offers;
    private final Transactions transactions;

    BrandWatch(BrandedOffers offers, Transactions transactions) {
        this.offers = offers;
        this.transactions = transactions;
    }

    @Scheduled(fixedDelay = "2s", initialDelay = "3s")
    void run() {
        int told = transactions.run(() -> offers.tell(null));
        if (told > 0) {
            LOG.info("{} offers of regional brands went on or off sale", told);
        }
    }
}
