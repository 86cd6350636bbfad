package org.cunlu.orders.ending;

import jakarta.inject.Singleton;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ExpectedGone;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.logistics.Stock;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderStep.Why;

/** What an order waited for will not come: the whole of it is over, its money goes back, and what came of it is free again. */
@Singleton
class NeverCame implements Subscriber<ExpectedGone> {
    private final Ending ending;
    private final OrderBook book;
    private final ExpectedSupply expected;
    private final Stock stock;

    NeverCame(Ending ending, OrderBook book, ExpectedSupply expected, Stock stock) {
        this.ending = ending;
        this.book = book;
        this.expected = expected;
        this.stock = stock;
    }

    @Override
    public String name() {
        return "orders.never-came";
    }

    @Override
    public String topic() {
        return ExpectedGone.TOPIC;
    }

    @Override
    public Class<ExpectedGone> type() {
        return ExpectedGone.class;
    }

    @Override
    public void on(ExpectedGone event, Heard heard) {
        ending.locked(event.orderId())
                .filter(order -> order.state().lifecycle() == Lifecycle.OPEN
                        && order.state().fulfilment() == FulfilmentStatus.EXPECTED)
                .ifPresent(order -> {
                    ending.end(
                            order,
                            FulfilmentStatus.GIVEN_BACK,
                            why(event.reason()),
                            Notices.Kind.ORDER_NOT_TO_BE_HAD,
                            event.at());
                    closeIfEmpty(order);
                    expected.release(order.orderId());
                    stock.release(order.orderId());
                });
    }

    private static Why why(ExpectedGone.Reason reason) {
        return switch (reason) {
            case SHORT -> Why.GOODS_NEVER_CAME;
            case TOO_LATE -> Why.GOODS_WAITED_FOR_TOO_LONG;
        };
    }

    /** A group awaits payment only as long as an order of it does. */
    private void closeIfEmpty(Order order) {
        boolean open = book.orders(order.groupId()).stream()
                .anyMatch(each -> each.state().lifecycle() == Lifecycle.OPEN);
        if (!open) {
            book.move(order.groupId(), OrderGroup.Status.AWAITING_PAYMENT, OrderGroup.Status.CANCELLED);
        }
    }
}
