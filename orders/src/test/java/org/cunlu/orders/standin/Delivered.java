package org.cunlu.orders.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderStep;

/** Orders that their buyers have paid and received. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class Delivered {
    private final Shop shop;
    private final StandInParcels parcels;
    private final OrderBook book;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Clock clock;

    Delivered(
            Shop shop, StandInParcels parcels, OrderBook book, Ledger ledger, Transactions transactions, Clock clock) {
        this.shop = shop;
        this.parcels = parcels;
        this.book = book;
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @return an order of one offer, paid and not packed yet */
    public String paid(String buyer, Offer offer, int quantity) {
        return paid(buyer, shop.unpaid(buyer, offer, quantity));
    }

    /** @return the first order of a group, which is paid now */
    public String paid(String buyer, String group) {
        shop.wallet(shop.startPaying(buyer, group).is(201).text("chargeId"), Map.of())
                .is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.get(buyer, "/api/shop/order-groups/" + group)
                                .text("status"))
                        .isEqualTo("PAID"));
        return shop.orderIds(group).getFirst();
    }

    /** @return one that he has collected */
    public String online(String buyer, Offer offer, int quantity) {
        String order = paid(buyer, offer, quantity);
        deliver(order);
        return order;
    }

    /** @return one that he has paid and collected at his station */
    public String cash(String buyer, Offer offer, int quantity) {
        shop.put(buyer, offer, quantity).is(200);
        String order = shop.orderIds(shop.order(buyer, "CASH_AT_PICKUP", StandInNetwork.VILLAGE21)
                        .is(201)
                        .text("groupId"))
                .getFirst();
        deliver(order);
        return order;
    }

    /** @return one that a carrier took over, out of the county */
    public String carried(String buyer, Offer offer, int quantity) {
        shop.put(buyer, offer, quantity).is(200);
        long total = shop.quote(buyer, Shop.outside(), "ONLINE").is(200).number("totalFen");
        String group = shop.place(buyer, shop.key(), Shop.outside(), "ONLINE", total)
                .is(201)
                .text("groupId");
        String order = paid(buyer, group);
        deliver(order, OrderState.FulfilmentStatus.WITH_CARRIER);
        parcels.withCarrier(order);
        return order;
    }

    /** As packing and completing do. */
    public void deliver(String orderId) {
        deliver(orderId, OrderState.FulfilmentStatus.HANDED_OVER);
    }

    private void deliver(String orderId, OrderState.FulfilmentStatus reached) {
        parcels.pack(orderId);
        transactions.run(() -> {
            var known = book.order(orderId).orElseThrow();
            if (known.state().payment() == OrderState.PaymentStatus.CASH_DUE) {
                ledger.cashTaken(known, known.toNode(), known.payableFen());
            }
            ledger.delivered(known, known.toNode());
            book.move(
                    known,
                    new OrderState(OrderState.Lifecycle.COMPLETED, OrderState.PaymentStatus.PAID, reached),
                    clock.instant(),
                    "test",
                    OrderStep.Why.DELIVERED);
        });
    }
}
