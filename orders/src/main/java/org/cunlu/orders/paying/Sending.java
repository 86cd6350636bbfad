package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Promise;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep;
import org.cunlu.orders.PaidOrders;

/** Sends what was held when it was paid. */
@Singleton
class Sending implements PaidOrders {
    private static final OrderState HELD =
            new OrderState(Lifecycle.OPEN, PaymentStatus.PAID, FulfilmentStatus.RESERVED);

    private final OrderBook book;
    private final WaysNow waysNow;
    private final Fulfilling fulfilling;
    private final Transactions transactions;
    private final Clock clock;

    Sending(OrderBook book, WaysNow waysNow, Fulfilling fulfilling, Transactions transactions, Clock clock) {
        this.book = book;
        this.waysNow = waysNow;
        this.fulfilling = fulfilling;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public boolean send(String orderId, OrderStep.Why why, Consumer<Order> also) {
        String groupId = book.order(orderId).orElseThrow().groupId();
        return waysNow.attempt(groupId, (ways, _) -> transactions.run(() -> once(groupId, orderId, ways, why, also)));
    }

    private boolean once(
            String groupId, String orderId, Map<String, Promise> ways, OrderStep.Why why, Consumer<Order> also) {
        book.lock(groupId).orElseThrow();
        Order order = book.order(orderId).orElseThrow();
        if (!order.state().equals(HELD)) {
            return false;
        }
        fulfilling.release(order, ways, why, clock.instant());
        also.accept(book.order(orderId).orElseThrow());
        return true;
    }
}
