package org.cunlu.orders.telling;

import io.micronaut.context.annotation.Factory;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.cunlu.accounts.WebhookSource;
import org.cunlu.kernel.events.Event;
import org.cunlu.orders.OrderCancelled;
import org.cunlu.orders.OrderCompleted;
import org.cunlu.orders.OrderPaid;
import org.cunlu.orders.OrderPlaced;

/** Orders placed, paid, cancelled and completed: the county is told of all, a shop of its own. */
@Factory
class OrderFacts {
    /** An order as outside systems are told of it, amounts in fen. */
    @Serdeable
    record OrderFact(String orderId, String groupId, String shop, long totalFen) {}

    private record Source<E extends Event>(String fact, String topic, Class<E> type, Function<E, OrderFact> told)
            implements WebhookSource<E> {
        @Override
        public Object data(E event) {
            return told.apply(event);
        }

        @Override
        public String shop(E event) {
            return told.apply(event).shop();
        }
    }

    @Singleton
    @Named("order.placed")
    WebhookSource<OrderPlaced> placed() {
        return new Source<>(
                "order.placed",
                OrderPlaced.TOPIC,
                OrderPlaced.class,
                event -> new OrderFact(event.orderId(), event.groupId(), event.sellerCode(), event.totalFen()));
    }

    @Singleton
    @Named("order.paid")
    WebhookSource<OrderPaid> paid() {
        return new Source<>(
                "order.paid",
                OrderPaid.TOPIC,
                OrderPaid.class,
                event -> new OrderFact(event.orderId(), event.groupId(), event.sellerCode(), event.totalFen()));
    }

    @Singleton
    @Named("order.cancelled")
    WebhookSource<OrderCancelled> cancelled() {
        return new Source<>(
                "order.cancelled",
                OrderCancelled.TOPIC,
                OrderCancelled.class,
                event -> new OrderFact(event.orderId(), event.groupId(), event.sellerCode(), event.totalFen()));
    }

    @Singleton
    @Named("order.completed")
    WebhookSource<OrderCompleted> completed() {
        return new Source<>(
                "order.completed",
                OrderCompleted.TOPIC,
                OrderCompleted.class,
                event -> new OrderFact(event.orderId(), event.groupId(), event.sellerCode(), event.totalFen()));
    }
}
