package org.cunlu.orders.completing;

import jakarta.inject.Singleton;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.CashSettled;
import org.cunlu.orders.Ledger;

/** What was between two counts of cash leaves the books when it is settled. */
@Singleton
class CashSettledNews implements Subscriber<CashSettled> {
    private final Ledger ledger;

    CashSettledNews(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return "orders.cash-settled";
    }

    @Override
    public String topic() {
        return CashSettled.TOPIC;
    }

    @Override
    public Class<CashSettled> type() {
        return CashSettled.class;
    }

    @Override
    public void on(CashSettled event, Heard heard) {
        ledger.cashSettled(event);
    }
}
