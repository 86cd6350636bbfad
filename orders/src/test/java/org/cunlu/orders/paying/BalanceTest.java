package org.cunlu.orders.paying;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.Map;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.Balances;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Deposits;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Paying from what one has with the county, which never goes below zero. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BalanceTest implements TestPropertyProvider {
    @Inject
    Shop shop;

    @Inject
    Balances balances;

    @Inject
    Deposits deposits;

    @Inject
    Refunding refunding;

    @Inject
    Transactions transactions;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("balance");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void anOrderIsPaidFromTheBalanceAtOnceAndWhatIsPaidBackReturnsThere() {
        String buyer = shop.buyer();
        String group = unpaid(buyer);
        long due = shop.sum("SELECT total_fen AS fen FROM ord_group WHERE group_id = ?", group);
        deposits.give(buyer, due);
        String key = shop.key();
        assertThat(pay(buyer, group, key).is(201).text("status")).isEqualTo("CAPTURED");
        assertThat(pay(buyer, group, key).is(201).text("status")).isEqualTo("CAPTURED");
        String order = shop.orderIds(group).getFirst();
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(of(buyer)).isZero();
        shop.cancel(buyer, order, shop.key()).is(200);
        while (refunding.payDue() > 0) {
            // Refunds of other tests are paid as well.
        }
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUNDED GIVEN_BACK");
        var seen = shop.get(buyer, "/api/shop/balance").is(200);
        assertThat(seen.number("balanceFen")).isEqualTo(due);
        assertThat(seen.body().get("entries").size()).isEqualTo(3);
    }

    @Test
    void aFenTooLittleIsRefusedAndTheSameKeyPaysOnceThereIsEnough() {
        String buyer = shop.buyer();
        String group = unpaid(buyer);
        long due = shop.sum("SELECT total_fen AS fen FROM ord_group WHERE group_id = ?", group);
        deposits.give(buyer, due - 1);
        String key = shop.key();
        pay(buyer, group, key).is(409, "balance-too-low");
        assertThat(of(buyer)).isEqualTo(due - 1);
        assertThat(shop.state(shop.orderIds(group).getFirst())).isEqualTo("OPEN UNPAID RESERVED");
        deposits.give(buyer, 1);
        assertThat(pay(buyer, group, key).is(201).text("status")).isEqualTo("CAPTURED");
    }

    @Test
    void ofRivalsForOneBalanceNoneTakesWhatIsNotThere() throws Exception {
        String buyer = shop.buyer();
        deposits.give(buyer, 1_000);
        var took = Rivals.all(12, rival -> transactions.run(() -> deposits.spend(buyer, 300, shop.buyer())));
        assertThat(took.stream().filter(Boolean::booleanValue)).hasSize(3);
        assertThat(of(buyer)).isEqualTo(100);
    }

    @Test
    void anothersBalanceIsNotSeenAndNobodyTellsOfOne() {
        deposits.give(shop.buyer(), 500);
        assertThat(shop.get(shop.buyer(), "/api/shop/balance").is(200).number("balanceFen"))
                .isZero();
        shop.send(null, "POST", "/api/hooks/payments/balance", null, Map.of()).is(404, "not-found");
    }

    @Test
    void anAccountThatIsMergedTakesItsBalanceAlong() {
        String from = shop.buyer();
        String into = shop.buyer();
        deposits.give(from, 700);
        deposits.give(into, 30);
        transactions.run(() -> balances.handOver(from, into));
        transactions.run(() -> balances.handOver(from, into));
        assertThat(of(from)).isZero();
        assertThat(of(into)).isEqualTo(730);
    }

    private long of(String account) {
        return transactions.read(() -> balances.of(account));
    }

    private String unpaid(String buyer) {
        return shop.unpaid(buyer, shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 10L)), 2);
    }

    private Shop.Answer pay(String buyer, String group, String key) {
        return shop.send(
                buyer, "POST", "/api/shop/order-groups/" + group + "/payments", key, Map.of("gateway", "BALANCE"));
    }
}
