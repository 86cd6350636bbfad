package org.cunlu.orders.buyers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.cunlu.accounts.AccountMerged;
import org.cunlu.accounts.PersonalData.Objection;
import org.cunlu.accounts.Recipients;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A buyer's orders when he is represented, merged, shown his data, or wants to be forgotten. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuyersTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;

    @Inject
    Shop shop;

    @Inject
    Audit audit;

    @Inject
    MergedBuyers merged;

    @Inject
    BuyerData data;

    @Inject
    Recipients recipients;

    @Inject
    JsonMapper json;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("buyers");
    }

    @Test
    void showsTheOldOrdersCartAndPaymentsToTheAccountTheyWereMergedInto() {
        String villager = shop.buyer();
        String person = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        Offer tea = shop.offer("S1", 1_000, Map.of(HUB, 100L));
        String group = shop.unpaid(villager, rice, 2);
        shop.startPaying(villager, group).is(201);
        String order = shop.orderIds(group).getFirst();
        shop.put(villager, rice, 3).is(200);
        shop.put(villager, tea, 1).is(200);
        shop.put(person, rice, 1).is(200);
        shop.get(person, "/api/shop/orders/" + order).is(404);
        merge(villager, person);
        merge(villager, person);
        var seen = shop.get(person, "/api/shop/orders/" + order).is(200);
        assertThat(seen.body().get("recipient").get("name").getStringValue()).isEqualTo("张三丰");
        assertThat(shop.get(person, "/api/shop/order-groups/" + group)
                        .is(200)
                        .body()
                        .get("payments")
                        .size())
                .isEqualTo(1);
        shop.get(villager, "/api/shop/orders/" + order).is(404);
        assertThat(shop.count("ord_payment WHERE account_id = ?", person)).isEqualTo(1);
        assertThat(shop.count("ord_cart_line WHERE account_id = ?", villager)).isZero();
        assertThat(shop.count(
                        "ord_cart_line WHERE account_id = ? AND offer_id = ? AND quantity = 1", person, rice.id()))
                .as("what he wanted himself counts")
                .isEqualTo(1);
        assertThat(shop.count("ord_cart_line WHERE account_id = ? AND offer_id = ?", person, tea.id()))
                .isEqualTo(1);
        // He pays what the villager had ordered.
        shop.startPaying(person, group).is(201);
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void leavesNoOrderBehindWhenThereIsPlacingAtTheSameTime() throws Exception {
        for (int round = 0; round < 8; round++) {
            String villager = shop.buyer();
            String person = shop.buyer();
            Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
            shop.put(villager, rice, 2).is(200);
            long total =
                    shop.quote(villager, Shop.village(HOME), "ONLINE").is(200).number("totalFen");
            Rivals.all(4, rival -> {
                if (rival == 0) {
                    merge(villager, person);
                } else {
                    shop.place(villager, shop.key(), Shop.village(HOME), "ONLINE", total);
                }
                return rival;
            });
            assertThat(shop.count("ord_order WHERE account_id = ?", villager))
                    .as("round " + round)
                    .isZero();
            assertThat(shop.count("ord_group WHERE account_id = ?", villager)).isZero();
        }
    }

    @Test
    void letsARepresentativeShopAsTheOneHeActsForAndNobodyElse() throws IOException {
        String villager = shop.buyer();
        String son = shop.buyer();
        String other = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        actFor(son, villager);
        assertThat(acting(son, villager, "PUT", "/api/shop/cart/lines/" + rice.id(), Map.of("quantity", 2))
                        .status())
                .isEqualTo(200);
        assertThat(shop.count("ord_cart_line WHERE account_id = ?", villager)).isEqualTo(1);
        assertThat(shop.count("ord_cart_line WHERE account_id = ?", son)).isZero();
        assertThat(shop.count(
                        "ker_trail WHERE act = 'accounts.act-for' AND actor = ? AND subject = ? AND state_after = ?",
                        son,
                        villager,
                        "PUT /api/shop/cart/lines/" + rice.id()))
                .isEqualTo(1);
        acting(other, villager, "GET", "/api/shop/cart", null).is(404, "not-found");
        acting(villager, son, "GET", "/api/shop/cart", null).is(404, "not-found");
        acting(son, "no id", "GET", "/api/shop/cart", null).is(404, "not-found");
        assertThat(shop.count("ker_trail WHERE act = 'accounts.act-for.refused' AND actor = ?", other))
                .isEqualTo(1);
        transactions.run(() -> sql.change("UPDATE acc_representation SET standing = NULL WHERE actor_id = ?", son));
        acting(son, villager, "GET", "/api/shop/cart", null).is(404, "not-found");
    }

    @Test
    void tellsABuyerAllOfHisOrders() throws IOException {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 1_000L));
        for (int i = 0; i < 3; i++) {
            shop.unpaid(buyer, rice, 1);
        }
        shop.unpaid(shop.buyer(), rice, 1);
        shop.put(buyer, rice, 4).is(200);
        var bought = (BuyerData.Bought) data.export(buyer);
        assertThat(bought.orders()).hasSize(3);
        assertThat(bought.orders().getFirst().lines()).hasSize(1);
        assertThat(bought.cart()).containsExactly(new BuyerData.CartEntry(rice.id(), 4));
        assertThat(bought.payments()).hasSize(3);
        assertThat(new String(json.writeValueAsBytes(Map.of("orders", data.export(buyer))), StandardCharsets.UTF_8))
                .contains("\"totalFen\"")
                .contains(rice.id());
    }

    @Test
    void hindersForgettingWhileAnOrderIsOpen() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        assertThat(data.objections(buyer)).isEmpty();
        String group = shop.unpaid(buyer, rice, 1);
        assertThat(data.objections(buyer)).extracting(Objection::code).containsExactly("open-orders");
        assertThatThrownBy(() -> transactions.run(() -> data.erase(buyer)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("erasure-not-yet"));
        shop.cancel(buyer, shop.orderIds(group).getFirst(), shop.key()).is(200);
        assertThat(data.objections(buyer)).isEmpty();
        shop.put(buyer, rice, 1).is(200);
        assertThat(transactions.run(() -> data.erase(buyer)).toString())
                .contains("电子商务法第31条")
                .contains("30年");
        assertThat(shop.count("ord_cart_line WHERE account_id = ?", buyer)).isZero();
        assertThat(shop.count("ord_order WHERE account_id = ?", buyer)).isEqualTo(1);
    }

    /** As accounts do it: the recipients in the merging transaction, all else when orders hear of it. */
    private void merge(String from, String into) {
        transactions.run(() -> recipients.handOver(from, into));
        transactions.run(
                () -> merged.on(new AccountMerged(from, into, Instant.now()), new Heard("e", Instant.now(), 1)));
    }

    private void actFor(String actor, String person) {
        transactions.run(() -> sql.change(
                "INSERT INTO acc_representation (representation_id, person_id, actor_id, kind, valid_from, standing,"
                        + " agreed_way, agreed_on, reference_sealed, taken_by) VALUES (?, ?, ?, 'REPRESENTATIVE',"
                        + " '2020-01-01', 1, 'PAPER', '2020-01-01', 'x', ?)",
                shop.buyer(),
                person,
                actor,
                actor));
    }

    private Shop.Answer acting(String actor, String person, String method, String path, Object body)
            throws IOException {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
        var request = HttpRequest.newBuilder(shop.uri(path))
                .method(method, publisher)
                .header("X-Caller", actor + " CONSUMER:SELF:" + actor)
                .header("Acting-For", person);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return shop.answer(request);
    }
}
