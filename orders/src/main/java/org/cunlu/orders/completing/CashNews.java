package org.cunlu.orders.completing;

import jakarta.inject.Singleton;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.CashHanded;
import org.cunlu.orders.Ledger;

/** The books follow the cash from the drawer to where it is banked. */
@Singleton
class CashNews implements Subscriber<CashHanded> {
    private final Ledger ledger;

    CashNews(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return "orders.cash";
    }

    @Override
    public String topic() {
        return CashHanded.TOPIC;
    }

    @Override
    public Class<CashHanded> type() {
        return CashHanded.class;
    }

    @Override
    public void on(CashHanded event, Heard heard) {
        if (event.leftFen() == 0 && event.gotFen() == 0) {
            // An empty bag was carried on.
            return;
        }
        ledger.cashHanded(
                event.countyCode(),
                event.handoverId(),
                event.fromNode(),
                event.toNode(),
                event.leftFen(),
                event.gotFen());
    }
}
