package org.cunlu.orders.aftersales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.orders.AfterSales.Kind.CLAIM;
import static org.cunlu.orders.AfterSales.Kind.EXCHANGE;
import static org.cunlu.orders.AfterSales.Kind.REFUND_ONLY;
import static org.cunlu.orders.AfterSales.Kind.RETURN;
import static org.cunlu.orders.AfterSales.Reason.DAMAGED;
import static org.cunlu.orders.AfterSales.Reason.LATE;
import static org.cunlu.orders.AfterSales.Reason.NO_REASON;
import static org.cunlu.orders.AfterSales.Reason.SPOILED;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.Differences;
import org.cunlu.logistics.GoodsBackInspected.Finding;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Delivered;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What buyers ask for after they have received, and what it does to pieces, money and books. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AfterSalesTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;
    /** One piece of {@link #rice()}. */
    private static final long PRICE = 5_990;

    @Inject
    Shop shop;

    @Inject
    Delivered delivered;

    @Inject
    AfterDesk desk;

    @Inject
    StandInParcels parcels;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("aftersales");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatGoesBackUndamagedIsRefundedWhenItWasInspectedAndItsSellerEarnsNothingByIt() {
        String buyer = shop.buyer();
        String order = delivered.online(buyer, rice(), 3);
        long before = balance("seller-payable:S1");
        String request = desk.onTheWay(buyer, order, RETURN, NO_REASON, "1/3");
        assertThat(desk.state(buyer, request)).isEqualTo("ON_THE_WAY");
        assertThat(refunds(order)).isZero();
        desk.inspected(request, Finding.AVAILABLE);
        desk.inspected(request, Finding.AVAILABLE);
        assertThat(desk.state(buyer, request)).isEqualTo("SETTLED");
        // Carriage was carried: a change of mind does not get it back.
        assertThat(refunds(order)).isEqualTo(3 * PRICE);
        // 5 % of 179.70 is 8.985, of which the platform had 8.99.
        assertThat(balance("seller-payable:S1") - before).isEqualTo(3 * PRICE - 899);
        assertThat(postings(order))
                .containsEntry("buyer-prepaid:" + order, 0L)
                .containsEntry("refunds-payable:" + order, -3 * PRICE);
        assertThat(shop.state(order)).isEqualTo("COMPLETED PAID HANDED_OVER");
    }

    @Test
    void partsAddUpToTheWholeAndTheLastOfADamagedOrderBringsItsCarriage() {
        String buyer = shop.buyer();
        String order = delivered.online(buyer, offer("S1", 1_001), 3);
        long freight = shop.sum("SELECT freight_fen AS fen FROM ord_order WHERE order_id = ?", order);
        long total = shop.sum("SELECT total_fen AS fen FROM ord_order WHERE order_id = ?", order);
        for (int i = 0; i < 3; i++) {
            String request =
                    desk.ask(buyer, order, REFUND_ONLY, DAMAGED, "1/1").is(201).text("requestId");
            desk.seller(request, "accept", null).is(200);
            assertThat(desk.look(buyer, request).number("settledFen")).isEqualTo(1_001 + (i == 2 ? freight : 0));
        }
        assertThat(refunds(order)).isEqualTo(total);
        desk.ask(buyer, order, CLAIM, DAMAGED, "1/1").is(409, "too-many-pieces");
        assertThat(postings(order).get("platform-revenue")).isZero();
    }

    @Test
    void whatWasPaidInCashGoesToTheBuyersBalance() {
        String buyer = shop.buyer();
        String order = delivered.cash(buyer, rice(), 2);
        String request =
                desk.ask(buyer, order, REFUND_ONLY, SPOILED, "1/1").is(201).text("requestId");
        desk.seller(request, "accept", null).is(200);
        assertThat(postings(order)).containsEntry("account-balance:" + buyer, -PRICE);
        assertThat(refunds(order)).isZero();
    }

    @Test
    void whatWasNotReceivedOrIsAnothersOrTooMuchOrTwiceIsNotAskedFor() {
        String buyer = shop.buyer();
        String paid = delivered.paid(buyer, rice(), 2);
        desk.ask(buyer, paid, RETURN, NO_REASON, "1/1").is(409, "not-received");
        delivered.deliver(paid);
        desk.ask(shop.buyer(), paid, RETURN, NO_REASON, "1/1").is(404, "not-found");
        desk.ask(buyer, paid, RETURN, NO_REASON, "1/3").is(409, "too-many-pieces");
        desk.ask(buyer, paid, RETURN, NO_REASON, "2/1").is(400, "line-unknown");
        desk.ask(buyer, paid, RETURN, NO_REASON, "1/-1").is(400);
        desk.ask(buyer, paid, RETURN, NO_REASON).is(400, "lines-missing");
        desk.ask(buyer, paid, RETURN, LATE).is(400, "reason-not-for-kind");
        desk.ask(buyer, paid, CLAIM, DAMAGED, shop.key(), Map.of("photos", List.of()), "1/1")
                .is(400, "photo-needed");
        desk.ask(buyer, paid, CLAIM, DAMAGED, shop.key(), Map.of("fen", PRICE + 1), "1/1")
                .is(409, "more-than-paid");
        desk.ask(buyer, paid, RETURN, NO_REASON, shop.key(), Map.of("opened", true), "1/1")
                .is(409, "input-opened");
        desk.ask(buyer, paid, CLAIM, LATE).is(409, "not-late");
        String key = shop.key();
        String request = desk.ask(buyer, paid, RETURN, NO_REASON, key, Map.of(), "1/2")
                .is(201)
                .text("requestId");
        assertThat(desk.ask(buyer, paid, RETURN, NO_REASON, key, Map.of(), "1/2")
                        .is(201)
                        .text("requestId"))
                .isEqualTo(request);
        desk.ask(buyer, paid, RETURN, NO_REASON, "1/1").is(409, "too-many-pieces");
        desk.buyer(buyer, request, "withdraw", null).is(200);
        desk.ask(buyer, paid, RETURN, NO_REASON, "1/1").is(201);
    }

    @Test
    void theTimeToAskEndsToTheMillisecondAndIsShorterForWhatMustBeKeptCool() {
        String buyer = shop.buyer();
        String dry = delivered.online(buyer, rice(), 2);
        String fresh = delivered.online(buyer, shop.chilled(rice()), 2);
        desk.ask(buyer, fresh, RETURN, NO_REASON, "1/1").is(409, "fresh-not-returned");
        clock.forward(Duration.ofHours(48).minusMillis(1));
        desk.ask(buyer, fresh, CLAIM, SPOILED, "1/1").is(201);
        clock.forward(Duration.ofMillis(1));
        desk.ask(buyer, fresh, CLAIM, SPOILED, "1/1").is(409, "window-over");
        clock.forward(Duration.ofDays(5).minusMillis(1));
        desk.ask(buyer, dry, RETURN, NO_REASON, "1/1").is(201);
        clock.forward(Duration.ofMillis(1));
        desk.ask(buyer, dry, RETURN, NO_REASON, "1/1").is(409, "window-over");
    }

    @Test
    void ofManyWhoAskForTheLastPieceAtOnceOneGetsItAndOfManyAcceptancesOnePays() throws Exception {
        String buyer = shop.buyer();
        String order = delivered.online(buyer, rice(), 1);
        var asked = Rivals.all(
                6, rival -> desk.ask(buyer, order, RETURN, NO_REASON, "1/1").status());
        assertThat(asked).containsOnlyOnce(201).containsOnly(201, 409);
        String other = delivered.online(buyer, rice(), 1);
        String request =
                desk.ask(buyer, other, REFUND_ONLY, DAMAGED, "1/1").is(201).text("requestId");
        var accepted =
                Rivals.all(6, rival -> desk.seller(request, "accept", null).status());
        assertThat(accepted).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(shop.count("ord_refund WHERE order_id = ?", other)).isEqualTo(1);
    }

    @Test
    void theSellerOffersLessAndTheBuyerTakesItOrGoesToTheCounty() {
        String buyer = shop.buyer();
        String order = delivered.online(buyer, rice(), 2);
        String request = desk.ask(buyer, order, RETURN, DAMAGED, "1/1").is(201).text("requestId");
        desk.sellerAs("seller2 SELLER:SHOP:S2", request, "offer", Map.of("fen", 100))
                .is(404, "not-found");
        desk.seller(request, "offer", Map.of("fen", PRICE + 1)).is(409, "more-than-paid");
        desk.buyer(buyer, request, "take-offer", null).is(409, "no-offer");
        desk.seller(request, "offer", Map.of("fen", 2_000, "words", "补偿")).is(200);
        desk.buyer(shop.buyer(), request, "take-offer", null).is(404, "not-found");
        desk.buyer(buyer, request, "take-offer", null).is(200);
        desk.buyer(buyer, request, "take-offer", null).is(409);
        assertThat(refunds(order)).isEqualTo(2_000);

        String second =
                desk.ask(buyer, order, REFUND_ONLY, DAMAGED, "1/1").is(201).text("requestId");
        desk.buyer(buyer, second, "dispute", Map.of("words", "等不及")).is(409, "seller-to-answer");
        desk.seller(second, "decline", Map.of("words", "没坏")).is(200);
        desk.buyer(buyer, second, "dispute", Map.of("words", "坏了，有照片")).is(200);
        desk.decide(second, Map.of("outcome", "PAY", "fen", PRICE + 1)).is(409, "more-than-paid");
        desk.decide(second, Map.of("outcome", "PAY", "fen", 500)).is(200);
        desk.decide(second, Map.of("outcome", "PAY", "fen", 500)).is(409, "request-moved");
        assertThat(refunds(order)).isEqualTo(2_500);
        assertThat(shop.count("ker_trail WHERE act = 'orders.arbitration' AND subject = ?", second))
                .isEqualTo(1);
    }

    @Test
    void theCountyHearsBothSidesOrWaitsAndWhatANodeBrokeTheNodeOwes() {
        String buyer = shop.buyer();
        String order = delivered.online(buyer, rice(), 2);
        String request = disputed(buyer, order);
        // Its seller has declined in words; a dispute by silence has heard nobody.
        long due = balance("seller-payable:S1");
        desk.decide(request, Map.of("outcome", "PAY", "fault", "NETWORK")).is(400, "payer-with-network");
        desk.decide(request, Map.of("outcome", "PAY", "fault", "NETWORK", "payer", "NOWHERE"))
                .is(400, "node-unknown");
        shop.send(
                        "operator2 COUNTY_OPERATOR:SUBTREE:500101",
                        "POST",
                        "/api/county/arbitration/" + request + "/decision",
                        shop.key(),
                        Map.of("outcome", "REJECT", "words", "不归我管"))
                .is(404, "not-found");
        desk.decide(request, Map.of("outcome", "PAY", "fault", "NETWORK", "payer", HOME))
                .is(200);
        assertThat(balance("seller-payable:S1")).isEqualTo(due);
        assertThat(postings(order).get("loss-claim:" + HOME)).isPositive();

        String dear = delivered.online(buyer, offer("S1", 60_000), 1);
        String silent =
                desk.ask(buyer, dear, REFUND_ONLY, DAMAGED, "1/1").is(201).text("requestId");
        clock.forward(Duration.ofHours(48));
        desk.timePasses();
        assertThat(desk.state(buyer, silent)).isEqualTo("DISPUTED");
        desk.decide(silent, Map.of("outcome", "REJECT")).is(409, "not-heard-yet");
        clock.forward(Duration.ofHours(48));
        // A large amount, and this operator has no second factor.
        desk.decide(silent, Map.of("outcome", "PAY")).is(403, "second-factor-needed");
        desk.decide(silent, Map.of("outcome", "REJECT")).is(200);
        assertThat(refunds(dear)).isZero();
        assertThat(desk.state(buyer, silent)).isEqualTo("REJECTED");
    }

    @Test
    void silenceGivesWhatIsSmallAndEndsWhatNobodyGoesOnWith() {
        String buyer = shop.buyer();
        String order = delivered.online(buyer, rice(), 3);
        String granted =
                desk.ask(buyer, order, REFUND_ONLY, DAMAGED, "1/1").is(201).text("requestId");
        String waited = desk.ask(buyer, order, RETURN, NO_REASON, "1/1").is(201).text("requestId");
        String declined = desk.ask(buyer, order, CLAIM, DAMAGED, "1/1").is(201).text("requestId");
        desk.seller(declined, "decline", Map.of("words", "不赔")).is(200);
        clock.forward(Duration.ofHours(48).minusMillis(1));
        desk.timePasses();
        assertThat(desk.state(buyer, granted)).isEqualTo("ASKED");
        clock.forward(Duration.ofMillis(1));
        desk.timePasses();
        assertThat(desk.state(buyer, granted)).isEqualTo("SETTLED");
        assertThat(desk.state(buyer, waited)).isEqualTo("AWAITING_GOODS");
        clock.forward(Duration.ofDays(7));
        desk.timePasses();
        assertThat(desk.state(buyer, waited)).isEqualTo("LAPSED");
        assertThat(desk.state(buyer, declined)).isEqualTo("LAPSED");
        assertThat(refunds(order)).isEqualTo(PRICE);
    }

    @Test
    void anExchangeHoldsWhatIsSentInsteadAndSendsItWhenTheOldIsHandedIn() {
        String buyer = shop.buyer();
        Offer rice = rice();
        String order = delivered.online(buyer, rice, 2);
        String request =
                desk.ask(buyer, order, EXCHANGE, DAMAGED, "1/1").is(201).text("requestId");
        desk.seller(request, "accept", null).is(200);
        assertThat(shop.shelf(rice, HUB)).containsExactly(8, 1);
        String replacement = desk.look(buyer, request).text("replacementId");
        assertThat(parcels.state(replacement)).isEmpty();
        desk.handIn("0000000000", true).is(404, "return-code-wrong");
        desk.handIn(desk.look(buyer, request).text("returnCode"), null).is(201);
        assertThat(parcels.state(replacement)).contains("BOOKED");
        parcels.pack(replacement);
        desk.inspected(request, Finding.DAMAGED);
        assertThat(desk.state(buyer, request)).isEqualTo("SETTLED");
        assertThat(refunds(order)).isZero();
        for (int time = 0; time < 2; time++) {
            desk.lostReplacement(replacement);
            desk.lostReplacement(order);
        }
        assertThat(shop.count(
                        "ord_money_ticket WHERE kind = 'REPLACEMENT_AMISS' AND subject IN (?, ?)",
                        "lost:" + replacement,
                        "lost:" + order))
                .isEqualTo(1);
        // What was replaced goes back once; money for it may still be asked.
        desk.ask(buyer, order, RETURN, NO_REASON, "1/2").is(409, "too-many-pieces");
        desk.ask(buyer, order, CLAIM, DAMAGED, "1/2").is(201);

        String second = desk.ask(buyer, delivered.online(buyer, rice, 1), EXCHANGE, DAMAGED, "1/1")
                .is(201)
                .text("requestId");
        desk.seller(second, "accept", null).is(200);
        desk.buyer(buyer, second, "withdraw", null).is(200);
        assertThat(shop.shelf(rice, HUB)).containsExactly(6, 0);
    }

    @Test
    void whatComesHomeOtherwiseIsTheCountysAndWhatIsLostOnItsWayIsPaidByWhoLostIt() {
        String buyer = shop.buyer();
        String order = delivered.online(buyer, rice(), 3);
        String broken = desk.onTheWay(buyer, order, RETURN, NO_REASON, "1/1");
        desk.inspected(broken, Finding.DAMAGED);
        assertThat(desk.state(buyer, broken)).isEqualTo("DISPUTED");
        String lost = desk.onTheWay(buyer, order, RETURN, NO_REASON, "1/1");
        desk.buyer(buyer, lost, "withdraw", null).is(409, "request-moved");
        desk.lost(lost, Differences.Reason.NODE_PAYS, HOME);
        desk.lost(lost, Differences.Reason.NODE_PAYS, HOME);
        assertThat(desk.state(buyer, lost)).isEqualTo("SETTLED");
        assertThat(refunds(order)).isEqualTo(PRICE);
        assertThat(postings(order).get("loss-claim:" + HOME)).isPositive();
    }

    private String disputed(String buyer, String order) {
        String request =
                desk.ask(buyer, order, REFUND_ONLY, DAMAGED, "1/1").is(201).text("requestId");
        desk.seller(request, "decline", Map.of("words", "发货时是好的")).is(200);
        desk.buyer(buyer, request, "dispute", Map.of("words", "收到就破了")).is(200);
        return request;
    }

    private Offer rice() {
        return offer("S1", PRICE);
    }

    private Offer offer(String seller, long fen) {
        return shop.offer(seller, fen, Map.of(HUB, 10L));
    }

    private long refunds(String order) {
        return shop.sum("SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_refund WHERE order_id = ?", order);
    }

    private long balance(String account) {
        return shop.sum("SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_posting WHERE account = ?", account);
    }

    private Map<String, Long> postings(String order) {
        return shop.sums(
                "SELECT account AS name, SUM(amount_fen) AS fen FROM ord_posting WHERE order_id = ? GROUP BY account",
                order);
    }
}
