package org.cunlu.orders.ending;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ParcelMoved;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Shipments;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderStep.Why;

/**
 * A parcel is back where it came from. News may come twice and late: an order that is over stays as it is, but for one whose
 * parcel was given up: its loss is no loss any more. What was delivered and brought back later is not ended here.
 */
@Singleton
class CameHome implements Subscriber<ParcelMoved> {
    /** The scan by which a keeper writes down that its recipient does not want it. */
    private static final String REFUSE = "REFUSE";

    private final Ending ending;
    private final OrderBook book;
    private final Ledger ledger;
    private final Shipments shipments;

    CameHome(Ending ending, OrderBook book, Ledger ledger, Shipments shipments) {
        this.ending = ending;
        this.book = book;
        this.ledger = ledger;
        this.shipments = shipments;
    }

    @Override
    public String name() {
        return "orders.came-home";
    }

    @Override
    public String topic() {
        return ParcelMoved.TOPIC;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ParcelState.RETURNED.name());
    }

    @Override
    public Class<ParcelMoved> type() {
        return ParcelMoved.class;
    }

    @Override
    public void on(ParcelMoved event, Heard heard) {
        if (event.state() != ParcelState.RETURNED) {
            return;
        }
        ending.locked(event.orderId()).ifPresent(order -> {
            if (order.state().lifecycle() == Lifecycle.OPEN) {
                Why why = refused(order) ? Why.REFUSED_BY_BUYER : Why.NOT_COLLECTED;
                ending.end(order, FulfilmentStatus.RETURNED, why, Notices.Kind.ORDER_CAME_BACK, event.at());
            } else if (order.state().fulfilment() == FulfilmentStatus.LOST) {
                ledger.goodsFound(order);
                book.move(
                        order, order.state().with(FulfilmentStatus.RETURNED), event.at(), Ending.ACTOR, Why.TURNED_UP);
            }
        });
    }

    private boolean refused(Order order) {
        var tracking = shipments.track(List.of(order.orderId())).get(order.orderId());
        return tracking != null
                && tracking.steps().stream().anyMatch(step -> step.what().equals(REFUSE));
    }
}
