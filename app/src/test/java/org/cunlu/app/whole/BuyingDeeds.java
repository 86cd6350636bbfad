package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.app.whole.SmallCounty.Parcel;

/** What buyers do, the gateway's notices and refunds, and the end of what nobody pays. */
final class BuyingDeeds {
    private final SmallCounty county;

    BuyingDeeds(SmallCounty county) {
        this.county = county;
    }

    Deed placing() {
        county.nextMorning();
        Person buyer = county.buyer();
        county.put(buyer, "/api/shop/cart/lines/" + county.offer(), Map.of("quantity", 1))
                .is(200);
        var asked = new HashMap<String, Object>();
        asked.put("destination", Map.of("villageCode", STATION1));
        asked.put("payment", "ONLINE");
        asked.put(
                "quotedTotalFen",
                county.post(buyer, "/api/shop/quotes", null, asked)
                        .is(200)
                        .body()
                        .get("totalFen")
                        .getLongValue());
        asked.put("recipient", Map.of("name", "张三丰", "phone", buyer.phone()));
        String key = key();
        return Deed.asked(
                () -> county.post(buyer, "/api/shop/order-groups", key, asked).is(201),
                () -> rows("ord_group WHERE account_id = ?", buyer.account()),
                () -> {
                    assertThat(rows("ord_group WHERE account_id = ?", buyer.account()))
                            .isEqualTo(1);
                    assertThat(rows("ord_order WHERE account_id = ?", buyer.account()))
                            .isEqualTo(1);
                    assertThat(rows("ker_idempotency WHERE idem_key = ?", key)).isEqualTo(1);
                    String order = order(county.post(buyer, "/api/shop/order-groups", key, asked)
                            .is(201));
                    assertThat(reservations(order, "RESERVED")).isEqualTo(1);
                    assertThat(events("orders.order-placed", order)).isEqualTo(1);
                });
    }

    Deed expiring() {
        LocalDate day = county.nextMorning();
        var orders = Stream.generate(() -> order(county.place(county.buyer(), STATION1, "ONLINE")))
                .limit(3)
                .toList();
        return Deed.goingOn(
                () -> county.at(day, "08:31"),
                () -> orders.stream().mapToLong(this::cancelled).sum(),
                () -> assertThat(orders).allSatisfy(order -> {
                    assertThat(cancelled(order)).isEqualTo(1);
                    assertThat(reservations(order, "RELEASED")).isEqualTo(1);
                    assertThat(events("orders.order-cancelled", order)).isEqualTo(1);
                    assertThat(givenBack(order)).isEqualTo(1);
                }));
    }

    Deed cancelling() {
        county.nextMorning();
        Person buyer = county.buyer();
        String order = order(county.place(buyer, STATION1, "ONLINE"));
        String key = key();
        return Deed.asked(() -> cancel(buyer, order, key).is(200), () -> cancelled(order), () -> {
            assertThat(events("orders.order-cancelled", order)).isEqualTo(1);
            assertThat(givenBack(order)).isEqualTo(1);
        });
    }

    Deed paying() {
        county.nextMorning();
        Person buyer = county.buyer();
        Answer group = county.place(buyer, STATION1, "ONLINE");
        String id = group.string("groupId");
        String key = key();
        return Deed.asked(
                () -> county.post(
                                buyer, "/api/shop/order-groups/" + id + "/payments", key, Map.of("gateway", "SANDBOX"))
                        .is(201),
                () -> rows("ord_payment WHERE group_id = ?", id),
                () -> {
                    assertThat(rows("ord_payment WHERE group_id = ?", id)).isEqualTo(1);
                    assertThat(rows(
                                    "ord_sandbox_charge c JOIN ord_payment p ON p.charge_id = c.charge_id"
                                            + " AND p.payment_id = c.payment_id WHERE p.group_id = ?",
                                    id))
                            .isEqualTo(1);
                    cancel(buyer, order(group), key()).is(200);
                });
    }

    /** The gateway's notice comes again and again until it is answered. */
    Deed capturing() {
        county.nextMorning();
        Person buyer = county.buyer();
        Answer group = county.place(buyer, STATION1, "ONLINE");
        Answer started = county.post(
                        buyer,
                        "/api/shop/order-groups/" + group.string("groupId") + "/payments",
                        key(),
                        Map.of("gateway", "SANDBOX"))
                .is(201);
        String payment = started.string("paymentId");
        String order = order(group);
        return Deed.goingOn(
                () -> county.post(null, "/sandbox/charges/" + started.string("chargeId") + "/pay", null, Map.of())
                        .is(202),
                () -> rows("ord_payment WHERE payment_id = ? AND status = 'CAPTURED'", payment),
                () -> {
                    assertThat(county.state(new Parcel(buyer, order, null))).isEqualTo("OPEN PAID");
                    assertThat(rows("ord_journal WHERE kind = 'PAYMENT_CAPTURED' AND cause = ?", payment))
                            .isEqualTo(1);
                    assertThat(rows("ord_payment_notice WHERE payment_id = ?", payment))
                            .isEqualTo(1);
                    assertThat(rows("log_parcel WHERE order_id = ?", order)).isEqualTo(1);
                    assertThat(reservations(order, "ALLOCATED")).isEqualTo(1);
                    assertThat(events("orders.order-paid", order)).isEqualTo(1);
                });
    }

    Deed refunding() {
        county.nextMorning();
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        String order = parcel.order();
        return Deed.goingOn(
                () -> cancel(parcel.buyer(), order, key()).is(200),
                () -> rows("ord_refund WHERE order_id = ? AND status = 'DONE'", order),
                () -> {
                    assertThat(county.state(parcel)).isEqualTo("CANCELLED REFUNDED");
                    assertThat(rows(
                                    "ord_sandbox_refund s JOIN ord_refund r ON r.refund_id = s.refund_id"
                                            + " WHERE r.order_id = ?",
                                    order))
                            .isEqualTo(1);
                    assertThat(rows(
                                    "ord_journal j JOIN ord_refund r ON r.refund_id = j.cause"
                                            + " WHERE j.kind = 'REFUND_PAID' AND r.order_id = ?",
                                    order))
                            .isEqualTo(1);
                });
    }

    private Answer cancel(Person buyer, String order, String key) {
        return county.post(buyer, "/api/shop/orders/" + order + "/cancel", key, null);
    }

    private static String order(Answer group) {
        return text(group.list("orders").getFirst(), "orderId");
    }

    private long cancelled(String order) {
        return rows("ord_order WHERE order_id = ? AND lifecycle = 'CANCELLED'", order);
    }

    private long givenBack(String order) {
        return rows("log_stock_movement WHERE kind = 'RELEASED' AND cause_id = ?", order);
    }

    private long reservations(String order, String state) {
        return rows("log_reservation WHERE order_id = ? AND state = ?", order, state);
    }

    private long events(String topic, String order) {
        return rows("ker_outbox WHERE topic = ? AND subject = ?", topic, order);
    }

    private long rows(String of, Object... arguments) {
        return county.counted("SELECT COUNT(*) AS n FROM " + of, arguments);
    }
}
