package org.cunlu.catalog.inputs;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.cunlu.catalog.ControlledOffers;
import org.cunlu.kernel.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what no act tells: a registration or licence that began or ended with the day. Reading an offer and ordering it need no
 * telling; the index does.
 */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class InputWatch {
    private static final Logger LOG = LoggerFactory.getLogger(InputWatch.class);

    private final ControlledOffers offers;
    private final Transactions transactions;

    InputWatch(ControlledOffers offers, Transactions transactions) {
        this.offers = offers;
        this.transactions = transactions;
    }

    @Scheduled(fixedDelay = "2s", initialDelay = "3s")
    void run() {
        int told = transactions.run(offers::tell);
        if (told > 0) {
            LOG.info("{} offers of farm inputs went on or off sale", told);
        }
    }
}
