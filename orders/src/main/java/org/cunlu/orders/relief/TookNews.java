package org.cunlu.orders.relief;

import jakarta.inject.Singleton;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ReleaseTook;
import org.cunlu.orders.Ledger;

/** What a release of the reserve took of sale stock is owed for by its level. */
@Singleton
class TookNews implements Subscriber<ReleaseTook> {
    private final Ledger ledger;

    TookNews(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return "orders.release-took";
    }

    @Override
    public String topic() {
        return ReleaseTook.TOPIC;
    }

    @Override
    public Class<ReleaseTook> type() {
        return ReleaseTook.class;
    }

    @Override
    public void on(ReleaseTook event, Heard heard) {
        ledger.releaseTook(event);
    }
}
