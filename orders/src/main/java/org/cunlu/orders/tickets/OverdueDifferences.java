package org.cunlu.orders.tickets;

import jakarta.inject.Singleton;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.DifferenceOverdue;
import org.cunlu.orders.MoneyTickets;
import org.cunlu.orders.MoneyTickets.Kind;
import org.cunlu.orders.MoneyTickets.Wanted;

/** A difference that nobody answered for is a ticket: somebody looks at who pays, or still has to decide. */
@Singleton
class OverdueDifferences implements Subscriber<DifferenceOverdue> {
    private final MoneyTickets tickets;

    OverdueDifferences(MoneyTickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public String name() {
        return "orders.overdue-differences";
    }

    @Override
    public String topic() {
        return DifferenceOverdue.TOPIC;
    }

    @Override
    public Class<DifferenceOverdue> type() {
        return DifferenceOverdue.class;
    }

    @Override
    public void on(DifferenceOverdue event, Heard heard) {
        String facts = event.what() + " " + (event.barcode() == null ? event.sscc() : event.barcode()) + " "
                + event.ownerNode() + " " + (event.decided() == null ? "UNDECIDED" : event.decided());
        tickets.open(new Wanted(event.countyCode(), Kind.DIFFERENCE_OVERDUE, event.differenceId(), 0, facts));
    }
}
