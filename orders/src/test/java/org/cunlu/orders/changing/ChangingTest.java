package org.cunlu.orders.changing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Delivered;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.Shop.Answer;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.cunlu.orders.standin.StandInSecondFactor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The county changes where an order goes or how much of it, until it is picked; what it costs less goes back. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangingTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;
    private static final String COUNTY = "operator COUNTY_OPERATOR:SUBTREE:500233";
    private static final String COLLEAGUE = "colleague COUNTY_OPERATOR:SUBTREE:500233";
    private static final Map<String, String> FRIEND = Map.of("name", "李四", "phone", "13912345678");
    private static final long PRICE = 5_990;

    @Inject
    Shop shop;

    @Inject
    StandInSecondFactor factors;

    @Inject
    Delivered delivered;

    @Inject
    StandInParcels parcels;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("changing");
    }

    @BeforeEach
    void theseHaveASecondFactor() {
        factors.enrol("operator", "colleague", "stranger");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void fewerPiecesAreAskedForThenChangedAndTheDifferenceGoesBackOnce() {
        // All that there is: what it holds itself it can have again.
        Offer offer = shop.offer("S1", PRICE, Map.of(HUB, 3L));
        String order = delivered.paid(shop.buyer(), offer, 3);
        Answer told = change(order, HOME, 2, null, shop.key()).is(200);
        assertThat(told.body().get("orderId")).isNull();
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(shop.shelf(offer, HUB)).containsExactly(3, 3);
        long total = told.number("afterFen");
        change(order, HOME, 2, total + 1, shop.key()).is(409, "total-changed");
        String key = shop.key();
        Answer changed = change(order, HOME, 2, total, key).is(200);
        assertThat(change(order, HOME, 2, total, key).is(200).text("orderId")).isEqualTo(changed.text("orderId"));
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(shop.state(changed.text("orderId"))).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(shop.shelf(offer, HUB)).containsExactly(3, 2);
        assertThat(refunded(order)).isEqualTo(told.number("beforeFen") - total).isGreaterThanOrEqualTo(PRICE);
        assertThat(shop.sum(
                        "SELECT -COALESCE(SUM(amount_fen), 0) AS fen FROM ord_posting WHERE account = ?",
                        "buyer-prepaid:" + changed.text("orderId")))
                .isEqualTo(total);
        assertThat(shop.count("ker_trail WHERE act LIKE 'orders.changed%' AND subject = ?", order))
                .isEqualTo(1);
        delivered.deliver(changed.text("orderId"));
    }

    @Test
    void anotherVillageAndRecipientInCashIsPaidThere() {
        Offer offer = shop.offer("S1", PRICE, Map.of(HUB, 5L));
        String buyer = shop.buyer();
        shop.put(buyer, offer, 1).is(200);
        String order = shop.orderIds(
                        shop.order(buyer, "CASH_AT_PICKUP", HOME).is(201).text("groupId"))
                .getFirst();
        String other = StandInNetwork.VILLAGE11;
        long total = change(order, other, 1, null, shop.key()).is(200).number("afterFen");
        long before = shop.count("acc_recipient");
        Answer waits = send(COUNTY, order, other, 1, total, FRIEND, shop.key()).is(200);
        assertThat(waits.body().get("orderId")).isNull();
        assertThat(waits.body().get("secondPerson").getBooleanValue()).isTrue();
        assertThat(shop.count("acc_recipient"))
                .as("nothing is kept of whom one operator named")
                .isEqualTo(before);
        // Nobody is his own second person, and who says otherwise does not agree.
        send(COUNTY, order, other, 1, total, FRIEND, shop.key()).is(200);
        assertThat(send(COLLEAGUE, order, other, 1, total, Map.of("name", "王五", "phone", "13912345678"), shop.key())
                        .is(200)
                        .body()
                        .get("orderId"))
                .isNull();
        assertThat(shop.state(order)).isEqualTo("OPEN CASH_DUE ALLOCATED");
        send(COLLEAGUE, order, other, 1, total, FRIEND, shop.key()).is(200);
        String made = send(COUNTY, order, other, 1, total, Map.of("name", "李 四", "phone", "13912345678"), shop.key())
                .is(200)
                .text("orderId");
        assertThat(shop.count("ord_redirection WHERE order_id = ?", order)).isZero();
        assertThat(shop.count(
                        "ker_trail t JOIN ord_order o ON o.order_id = ? WHERE t.act = 'orders.changed' AND t.subject = ?"
                                + " AND t.state_after LIKE CONCAT('%', o.to_node, ', recipient ', o.recipient_id, '%')",
                        made, order))
                .isEqualTo(1);
        assertThat(shop.state(order)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        assertThat(parcels.state(order)).contains("WITHDRAWN");
        assertThat(parcels.cashDue(made)).isEqualTo(total);
        assertThat(shop.count("ord_order WHERE order_id = ? AND to_node = ?", made, other))
                .isEqualTo(1);
    }

    @Test
    void whatIsPickedUnpaidOrSoldOutStaysAsItIs() {
        Offer offer = shop.offer("S1", PRICE, Map.of(HUB, 5L));
        String order = delivered.paid(shop.buyer(), offer, 2);
        change(order, HOME, 6, null, shop.key()).is(409);
        change(order, HOME, 0, null, shop.key()).is(400, "line-unknown");
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(parcels.state(order)).contains("BOOKED");
        parcels.pack(order);
        change(order, HOME, 1, null, shop.key()).is(409, "too-late");
        String unpaid = shop.orderIds(shop.unpaid(shop.buyer(), offer, 1)).getFirst();
        change(unpaid, HOME, 1, null, shop.key()).is(409, "too-late");
    }

    @Test
    void anotherCountysOperatorFindsNothingAndNobodyChangesHisOwn() {
        Offer offer = shop.offer("S1", PRICE, Map.of(HUB, 5L));
        String buyer = shop.buyer();
        String order = delivered.paid(buyer, offer, 2);
        send("stranger COUNTY_OPERATOR:SUBTREE:500234", order, HOME, 1, null, null, shop.key())
                .is(404);
        send(buyer + " COUNTY_OPERATOR:SUBTREE:500233", order, HOME, 1, null, null, shop.key())
                .is(409, "own-submission");
        send("shopkeeper COUNTY_OPERATOR:SUBTREE:500233 SELLER:SHOP:S1", order, HOME, 1, null, null, shop.key())
                .is(409, "own-submission");
        send("novice COUNTY_OPERATOR:SUBTREE:500233", order, HOME, 1, 1L, null, shop.key())
                .is(403, "second-factor-needed");
        shop.send(buyer, "POST", "/api/county/orders/" + order + "/changes", shop.key(), Map.of())
                .is(404);
        assertThat(shop.count("ker_trail WHERE act LIKE 'orders.changed%' AND subject = ?", order))
                .isEqualTo(3);
    }

    /** A carrier brings nothing to who is known by name and phone alone. */
    @Test
    void outOfTheCountyItGoesToAnAddress() {
        Offer offer = shop.offer("S1", PRICE, Map.of(HUB, 5L));
        String order = delivered.paid(shop.buyer(), offer, 2);
        var body = new HashMap<String, Object>(Map.of(
                "destination", Map.of("outside", Map.of("province", "四川省", "city", "成都市")), "reason", "搬家了 · moved"));
        String door = "/api/county/orders/" + order + "/changes";
        shop.send(COUNTY, "POST", door, shop.key(), body).is(400, "address-missing");
        body.put("recipient", FRIEND);
        shop.send(COUNTY, "POST", door, shop.key(), body).is(400, "address-missing");
        body.put("recipient", Map.of("name", "李四", "phone", "13912345678", "address", "人民路 1 号"));
        Answer told = shop.send(COUNTY, "POST", door, shop.key(), body).is(200);
        assertThat(told.body().get("secondPerson").getBooleanValue()).isTrue();
    }

    @Test
    void ofManyWhoChangeItAndItsBuyerWhoCancelsOneIsFirst() throws Exception {
        Offer offer = shop.offer("S1", PRICE, Map.of(HUB, 4L));
        String buyer = shop.buyer();
        String order = delivered.paid(buyer, offer, 4);
        long total = change(order, HOME, 3, null, shop.key()).is(200).number("afterFen");
        List<Integer> answers = Rivals.all(
                6,
                rival -> (rival == 0
                                ? shop.cancel(buyer, order, shop.key())
                                : change(order, HOME, 3, total, shop.key()))
                        .status());
        assertThat(answers.stream().filter(status -> status == 200))
                .as("%s", answers)
                .hasSize(1);
        assertThat(answers).allMatch(status -> status == 200 || status == 409);
    }

    private Answer change(String order, String village, int quantity, Long total, String key) {
        return send(COUNTY, order, village, quantity, total, null, key);
    }

    private Answer send(
            String who, String order, String village, int quantity, Long total, Object recipient, String key) {
        var body = new HashMap<String, Object>();
        body.put("destination", Shop.village(village));
        body.put("quantities", List.of(Map.of("lineNo", 1, "quantity", quantity)));
        body.put("reason", "买家来电 · The buyer called");
        if (total != null) {
            body.put("quotedTotalFen", total);
        }
        if (recipient != null) {
            body.put("recipient", recipient);
        }
        return shop.send(who, "POST", "/api/county/orders/" + order + "/changes", key, body);
    }

    private long refunded(String order) {
        return shop.sum("SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_refund WHERE order_id = ?", order);
    }
}
