package org.cunlu.orders.completing;

import jakarta.inject.Singleton;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.CashHanded;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.MoneyTickets;

/** The books follow the cash from the drawer to where it is banked. */
@Singleton
class CashNews implements Subscriber<CashHanded> {
    private final Ledger ledger;
    private final MoneyTickets tickets;

    CashNews(Ledger ledger, MoneyTickets tickets) {
        this.ledger = ledger;
        this.tickets = tickets;
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
        if (event.leftFen() != event.gotFen()) {
            tickets.open(new MoneyTickets.Wanted(
                    event.countyCode(),
                    MoneyTickets.Kind.CASH_DIFFERENCE,
                    event.handoverId() + (event.toNode() == null ? ":CARRIED" : ":IN"),
                    Math.abs(Math.subtractExact(event.leftFen(), event.gotFen())),
                    "from " + (event.fromNode() == null ? "a driver" : event.fromNode()) + ": " + event.leftFen()
                            + " fen, counted " + event.gotFen()));
        }
    }
}
