package org.cunlu.orders.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Each invariant is seen to fail: something false is planted, told, and taken out again. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvariantsTest implements TestPropertyProvider {
    /** Their own tests plant something: SoldUnderABrandTest, LiveSellingTest, PresaleTest. */
    private static final Set<String> SEEN_ELSEWHERE = Set.of(
            "brand quota used = open and done orders under it",
            "each line of a regional brand was sold by a right valid at its placing",
            "live sold <= allotment; sold + freed = allotment after the end",
            "what buyers took of live slots = their open and done orders",
            "presale: sold <= what of the forecast may be sold, before the harvest",
            "presale: given = harvested, or all that was ordered",
            "presale: what a small harvest takes off = pieces x price, and what was paid of it goes back",
            "presale: its history is whole and ends where it stands");

    @Inject
    ApplicationContext context;

    @Inject
    Shop shop;

    @Inject
    Audit audit;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private String group;
    private String order;
    private String payment;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("invariants");
    }

    @BeforeAll
    void aPaidOrder() {
        String buyer = shop.buyer();
        group = shop.unpaid(buyer, shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 10L)), 2);
        order = shop.orderIds(group).getFirst();
        var started = shop.startPaying(buyer, group).is(201);
        payment = started.text("paymentId");
        shop.wallet(started.text("chargeId"), Map.of()).is(202);
        await().untilAsserted(() -> assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED"));
        assertThat(audit.violations()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> tellWhatIsPlanted() {
        return lies().map(lie -> DynamicTest.dynamicTest(
                lie.invariant() + ": " + lie.what(),
                () -> assertThat(violationsWith(lie.statements())).containsKey(lie.invariant())));
    }

    private Stream<Planted.Lie> lies() {
        var planted = new LinkedHashMap<String, String>();
        planted.put(
                "order total = lines + freight - discounts",
                "UPDATE ord_order SET goods_fen = goods_fen + 1, total_fen = total_fen + 1 WHERE order_id = '" + order
                        + "'");
        planted.put(
                "group total = its orders",
                "UPDATE ord_group SET total_fen = total_fen + 1 WHERE group_id = '" + group + "'");
        planted.put(
                "a group awaits payment exactly while an order of it does",
                "UPDATE ord_group SET status = 'AWAITING_PAYMENT' WHERE group_id = '" + group + "'");
        planted.put(
                "each order holds exactly its allocations",
                "UPDATE ord_order SET from_node = '500233101' WHERE order_id = '" + order + "'");
        planted.put(
                "order history is a legal path",
                "UPDATE ord_order_history SET payment_status = 'REFUNDED' WHERE version = 2 AND order_id = '" + order
                        + "'");
        planted.put(
                "journals balance",
                "UPDATE ord_posting SET amount_fen = amount_fen - 1 WHERE amount_fen < 0 AND order_id = '" + order
                        + "'");
        planted.put(
                "payments = ledger",
                "UPDATE ord_payment SET paid_fen = paid_fen + 1 WHERE payment_id = '" + payment + "'");
        planted.put(
                "money of paid orders = ledger",
                "UPDATE ord_posting SET account = 'buyer-prepaid:X' WHERE order_id = '" + order + "'");
        planted.put(
                "completed orders = deliveries in the ledger",
                "INSERT INTO ord_journal (journal_id, county_code, kind, cause, posted_at)"
                        + " VALUES ('J', '500233', 'ORDER_DELIVERED', '" + order + "', UTC_TIMESTAMP(3))");
        planted.put(
                "paid is fulfilled, under way or refunded",
                "UPDATE ord_order SET lifecycle = 'CANCELLED' WHERE order_id = '" + order + "'");
        planted.put(
                "payment = its orders' shares, and no more goes back than came",
                "UPDATE ord_payment_share SET refunded_fen = 1 WHERE payment_id = '" + payment + "'");
        planted.put(
                "refunds owed = ledger",
                "INSERT INTO ord_refund (refund_id, county_code, payment_id, order_id, amount_fen, status, why, created_at,"
                        + " asked) VALUES ('R', '500233', '" + payment + "', '" + order
                        + "', 5, 'DUE', 'TEST', UTC_TIMESTAMP(3), 0)");
        planted.put(
                "orders lost on the way = losses in the ledger",
                "UPDATE ord_order SET fulfilment_status = 'LOST' WHERE order_id = '" + order + "'");
        planted.put(
                "what an order goes without = its short picks, and what it weighs less",
                "UPDATE ord_line SET short_quantity = 1 WHERE order_id = '" + order + "'");
        planted.put(
                "each backorder waits for, or holds, exactly what it sells",
                "UPDATE ord_order SET fulfilment_status = 'EXPECTED' WHERE order_id = '" + order + "'");
        planted.put(
                "what is served from elsewhere = moved money and short picks",
                "INSERT INTO ord_sister (sister_id, order_id, short_id, county_code, pieces, fen, made_at) VALUES ('"
                        + order + "', 'NONE', 'NONE', '500233', 2, 1, UTC_TIMESTAMP(3))");
        planted.put(
                "expected = awaited of purchases and transfers",
                "INSERT INTO log_expected (source_kind, source_id, line_no, county_code, sku_code, node_code, expected,"
                        + " promised) VALUES ('PURCHASE', 'NONE', 1, '500233', 'X', '500233', 1, 0)");
        String hold = "INSERT INTO log_expected_hold (order_id, source_kind, source_id, line_no, county_code, sku_code,"
                + " node_code, pieces, arrived, state, secured, held_at, give_up_on) VALUES ('" + order
                + "', 'PURCHASE', 'NONE', 1, '500233', 'X', '500233', 1, 0, 'WAITING', 0, UTC_TIMESTAMP(3), ";
        planted.put("orders' waiting = promised, at most what is to come", hold + "'2099-01-01')");
        planted.put("nobody waits beyond the last day for what is expected", hold + "'2026-11-01')");
        return Stream.concat(
                planted.entrySet().stream().map(lie -> new Planted.Lie(lie.getKey(), "", List.of(lie.getValue()))),
                Planted.of(order, group, payment).stream());
    }

    /** Whoever adds an invariant shows here that it sees something, or says which test does. */
    @Test
    void noneOfOrdersIsLeftOut() {
        Set<String> seen = lies().map(Planted.Lie::invariant).collect(Collectors.toCollection(TreeSet::new));
        seen.addAll(SEEN_ELSEWHERE);
        assertThat(context.getBeanDefinitions(Invariant.class).stream()
                        .filter(each -> each.getDeclaringType()
                                .map(Class::getName)
                                .orElse("")
                                .startsWith("org.cunlu.orders."))
                        .map(each -> context.getBean(each).name()))
                .hasSizeGreaterThan(50)
                .isSubsetOf(seen);
    }

    private Map<String, Object> violationsWith(List<String> lies) {
        var told = new LinkedHashMap<String, Object>();
        try {
            transactions.run(() -> {
                lies.forEach(sql::change);
                // The audit joins this transaction, and so sees what is never committed.
                told.putAll(audit.violations());
                throw new TakenOut();
            });
        } catch (TakenOut e) {
            assertThat(audit.violations()).isEmpty();
        }
        return told;
    }

    private static final class TakenOut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
