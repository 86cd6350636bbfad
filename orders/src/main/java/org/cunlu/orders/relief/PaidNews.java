package org.cunlu.orders.relief;

import jakarta.inject.Singleton;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ReliefPaid;
import org.cunlu.orders.Ledger;

/** What a village paid for relief goods is booked where it lies. */
@Singleton
class PaidNews implements Subscriber<ReliefPaid> {
    private final Ledger ledger;

    PaidNews(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return "orders.relief-paid";
    }

    @Override
    public String topic() {
        return ReliefPaid.TOPIC;
    }

    @Override
    public Class<ReliefPaid> type() {
        return ReliefPaid.class;
    }

    @Override
    public void on(ReliefPaid event, Heard heard) {
        ledger.reliefPaid(event);
    }
}
