package org.cunlu.orders.resourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.accounts.Accounts;
import org.cunlu.logistics.AllocationPreempted;
import org.cunlu.logistics.Stock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Orders whose pieces a release of the reserve called up: they come from elsewhere or are paid back, and their buyers know why. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalledUpTest extends ShortOrders {
    @Inject
    Accounts accounts;

    /** With a phone that can be told. */
    @Override
    String newBuyer() {
        String phone = "139" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
        return accounts.register(phone, "kx93-mrt 忠橙", "张三丰");
    }

    @Test
    void whatWasCalledUpComesFromAnotherNodeAndItsBuyerKnowsWhy() {
        String order = paid(3, Map.of(NEAR, 10L, HUB, 10L));
        long before = told("ORDER_FROM_ELSEWHERE");
        calledUp(order, NEAR, 2, 1, false);
        assertThat(news.hear(AllocationPreempted.TOPIC, order)).isEqualTo(1);
        String sister = sister(order);
        assertThat(shop.get(buyer, "/api/shop/orders/" + sister).text("fromNode"))
                .isEqualTo(HUB);
        assertThat(shop.shelf(rice, HUB)).containsExactly(10, 2);
        assertThat(refunded(order)).isZero();
        assertThat(told("ORDER_FROM_ELSEWHERE")).isEqualTo(before + 1);
    }

    @Test
    void whatNobodyElseHasIsPaidBackOnceHoweverOftenItIsHeard() {
        String order = paid(3, Map.of(NEAR, 10L));
        long before = told("ORDER_CALLED_UP");
        calledUp(order, NEAR, 1, 2, false);
        emptyShelf(NEAR);
        news.hear(AllocationPreempted.TOPIC, order);
        news.hear(AllocationPreempted.TOPIC, order);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(refunded(order)).isEqualTo(PRICE);
        assertThat(told("ORDER_CALLED_UP")).isEqualTo(before + 1);
    }

    @Test
    void anOrderOfWhichAllWasCalledUpIsOverAndAllOfItPaidBack() {
        String order = paid(2, Map.of(NEAR, 10L));
        long before = told("ORDER_CALLED_UP");
        calledUp(order, NEAR, 2, 0, true);
        emptyShelf(NEAR);
        news.hear(AllocationPreempted.TOPIC, order);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(refunded(order)).isEqualTo(total);
        assertThat(told("ORDER_CALLED_UP")).isEqualTo(before + 1);
        assertThat(shop.count("ord_order_history WHERE order_id = ? AND why = 'CALLED_UP'", order))
                .isEqualTo(1);
    }

    /** @return messages of this kind to anybody so far */
    private long told(String kind) {
        return shop.count("acc_notice WHERE kind = ?", kind);
    }

    private void calledUp(String order, String node, long pieces, long left, boolean empty) {
        String sku = rice.sku().code();
        transactions.run(() -> {
            assertThat(stock.goWithout(order, new Stock.SkuAtNode(sku, node), pieces))
                    .isTrue();
            String call = ids.next();
            sql.change(
                    "INSERT INTO log_release_call (call_id, release_id, county_code, order_id, barcode, sku_code, node_code,"
                            + " pieces, giving_way, called_at) VALUES (?, ?, '500233', ?, ?, ?, ?, ?, 'LATEST_FIRST',"
                            + " UTC_TIMESTAMP(3))",
                    call,
                    ids.next(),
                    order,
                    "B" + order,
                    sku,
                    node,
                    pieces);
            outbox.append(new AllocationPreempted(
                    call,
                    ids.next(),
                    "LATEST_FIRST",
                    order,
                    "B" + order,
                    node,
                    sku,
                    pieces,
                    left,
                    empty,
                    clock.instant()));
        });
    }
}
