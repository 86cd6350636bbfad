package org.cunlu.orders.backorder;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ExpectedMoved;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;

/**
 * Who waits for goods hears that they are expected later, and that he may cancel: nothing of it is on its way to him. A day that a
 * later one has overtaken is no news.
 */
@Singleton
class ComesLater implements Subscriber<ExpectedMoved> {
    private final OrderBook book;
    private final ExpectedSupply expected;
    private final Notices notices;

    ComesLater(OrderBook book, ExpectedSupply expected, Notices notices) {
        this.book = book;
        this.expected = expected;
        this.notices = notices;
    }

    @Override
    public String name() {
        return "orders.comes-later";
    }

    @Override
    public String topic() {
        return ExpectedMoved.TOPIC;
    }

    @Override
    public Class<ExpectedMoved> type() {
        return ExpectedMoved.class;
    }

    @Override
    public void on(ExpectedMoved event, Heard heard) {
        book.order(event.orderId())
                .filter(order -> order.state().lifecycle() == Lifecycle.OPEN
                        && order.state().fulfilment() == FulfilmentStatus.EXPECTED)
                .filter(order -> event.on()
                        .equals(expected.expectedOn(List.of(event.orderId())).get(event.orderId())))
                .ifPresent(order -> notices.tell(
                        order.accountId(),
                        Notices.Kind.ORDER_EXPECTED_LATER,
                        Map.of("order", order.orderId(), "date", event.on().toString())));
    }
}
