package org.cunlu.orders.aftersales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.cunlu.orders.AfterSales.Kind.REFUND_ONLY;
import static org.cunlu.orders.AfterSales.Kind.RETURN;
import static org.cunlu.orders.AfterSales.Reason.DAMAGED;
import static org.cunlu.orders.AfterSales.Reason.NO_REASON;
import static org.cunlu.orders.AfterSales.Reason.SPOILED;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.GoodsBackInspected.Finding;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.groupbuy.TeamsByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Delivered;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.Shop.Answer;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What goes back gives budgets and coupons back, in proportion to its money and once. Each test has a seller of its own. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GivenBackTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;

    @Inject
    Shop shop;

    @Inject
    Delivered delivered;

    @Inject
    AfterDesk desk;

    @Inject
    TeamsByHand teams;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("givenback");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aPieceGivesItsPartOfTheBudgetBackAndTheLastOneTheCoupon() {
        Offer rice = shop.offer("G1", 1_001, Map.of(HUB, 50L));
        String promotion = coupon("G1", 100);
        String buyer = shop.buyer();
        String coupon = claimed(buyer, promotion);
        String order = received(buyer, coupon, Map.of(rice, 3));
        assertThat(used(promotion)).isEqualTo(100);
        // 2,903 were paid for three: the first is worth 967 of them, and 100 × 967 ÷ 2,903 is 33.3.
        String first = desk.ask(buyer, order, RETURN, NO_REASON, "1/1").is(201).text("requestId");
        desk.sellerAs(seller("G1"), first, "accept", null).is(200);
        desk.handIn(desk.look(buyer, first).text("returnCode"), true).is(201);
        desk.inspected(first, Finding.AVAILABLE);
        desk.inspected(first, Finding.AVAILABLE);
        assertThat(used(promotion)).isEqualTo(67);
        assertThat(state(coupon)).isEqualTo("USED 1");
        settle(buyer, "G1", order, "1/2");
        assertThat(used(promotion)).isZero();
        assertThat(state(coupon)).isEqualTo("CLAIMED 0");
        // It is his again, for one order more.
        String again = received(buyer, coupon, Map.of(rice, 1));
        assertThat(used(promotion)).isEqualTo(100);
        assertThat(state(coupon)).isEqualTo("USED 1");
        desk.ask(buyer, order, REFUND_ONLY, SPOILED, "1/1").is(409, "too-many-pieces");
        settle(buyer, "G1", again, "1/1");
        assertThat(state(coupon)).isEqualTo("CLAIMED 0");
    }

    @Test
    void aCouponOfTwoLinesIsHisAgainWithTheSecondOfThemAndAPartOfTheMoneyGivesAPartBack() {
        Offer rice = shop.offer("G2", 700, Map.of(HUB, 50L));
        Offer oil = shop.offer("G2", 300, Map.of(HUB, 50L));
        String promotion = coupon("G2", 100);
        String buyer = shop.buyer();
        String coupon = claimed(buyer, promotion);
        String order = received(buyer, coupon, Map.of(rice, 1, oil, 1));
        assertThat(state(coupon)).isEqualTo("USED 2");
        int line = (int) shop.sum("SELECT line_no AS fen FROM ord_line WHERE order_id = ? AND amount_fen = 700", order);
        String half = desk.ask(buyer, order, Kind.CLAIM, DAMAGED, shop.key(), Map.of("fen", 315), line + "/1")
                .is(201)
                .text("requestId");
        desk.sellerAs(seller("G2"), half, "accept", null).is(200);
        assertThat(used(promotion)).as("half of the 70 of that line").isEqualTo(65);
        settle(buyer, "G2", order, (3 - line) + "/1");
        assertThat(used(promotion)).isEqualTo(35);
        assertThat(state(coupon)).as("one line holds it still").isEqualTo("USED 1");
    }

    @Test
    void requestsThatAreSettledAtOnceGiveBackEachItsOwnAndTheCouponOnce() throws Exception {
        Offer rice = shop.offer("G3", 333, Map.of(HUB, 50L));
        String promotion = coupon("G3", 101);
        String buyer = shop.buyer();
        String coupon = claimed(buyer, promotion);
        String order = received(buyer, coupon, Map.of(rice, 5));
        var requests = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            requests.add(
                    desk.ask(buyer, order, REFUND_ONLY, SPOILED, "1/1").is(201).text("requestId"));
        }
        Rivals.all(
                5,
                i -> desk.sellerAs(seller("G3"), requests.get(i), "accept", null)
                        .is(200));
        assertThat(shop.sum("SELECT SUM(goods_fen) AS fen FROM ord_reversal_line WHERE order_id = ?", order))
                .isEqualTo(5 * 333 - 101);
        assertThat(used(promotion)).isZero();
        assertThat(state(coupon)).isEqualTo("CLAIMED 0");
        assertThat(shop.count("ord_coupon_back WHERE order_id = ?", order)).isEqualTo(1);
    }

    @Test
    void whatWasGivenBackByACancellationIsNotGivenBackAgain() {
        Offer rice = shop.offer("G4", 1_000, Map.of(HUB, 50L));
        String promotion = coupon("G4", 100);
        String buyer = shop.buyer();
        String coupon = claimed(buyer, promotion);
        String order = paid(buyer, coupon, Map.of(rice, 2));
        shop.cancel(buyer, order, shop.key()).is(200);
        assertThat(used(promotion)).isZero();
        desk.ask(buyer, order, REFUND_ONLY, SPOILED, "1/1").is(409, "not-received");
        String next = received(buyer, coupon, Map.of(rice, 2));
        settle(buyer, "G4", next, "1/2");
        assertThat(used(promotion)).isZero();
        assertThat(state(coupon)).isEqualTo("CLAIMED 0");
    }

    @Test
    void whatATeamBoughtIsSettledAtItsPriceAndGoesBackAtItToTheFen() {
        Offer plum = shop.offer("G5", 1_000, Map.of(HUB, 20L));
        String promotion = team(plum, 600);
        String first = shop.buyer();
        String second = shop.buyer();
        Answer opened = bought(first, promotion, "/api/shop/group-buys/" + promotion + "/teams", 2);
        String code = opened.body().get("team").get("code").getStringValue();
        Answer joined = bought(second, promotion, "/api/shop/group-teams/" + code + "/orders", 1);
        payTeam(first, opened);
        payTeam(second, joined);
        String order = orderOf(opened);
        assertThat(teams.step()).isEqualTo(2);
        delivered.deliver(order);
        long total = shop.sum("SELECT total_fen AS fen FROM ord_order WHERE order_id = ?", order);
        long freight = shop.sum("SELECT freight_fen AS fen FROM ord_order WHERE order_id = ?", order);
        assertThat(total).isEqualTo(2 * 600 + freight);
        // Five per cent of 1,200: of what its seller takes, not of the list price.
        assertThat(due(order)).isEqualTo(1_200 - 60);
        settle(first, "G5", order, "1/1");
        assertThat(back(order)).isEqualTo(600);
        // Half of 57 and of the tax of 3 is no whole fen; what is off by it now comes right with the last piece.
        assertThat(due(order)).isCloseTo(600 - 30, within(1L));
        settle(first, "G5", order, "1/1");
        assertThat(back(order)).as("with the last of it the carriage goes back").isEqualTo(total);
        assertThat(due(order)).as("which its seller, at fault, bears").isEqualTo(-freight);
        assertThat(shop.sum(
                        "SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_posting WHERE order_id = ?"
                                + " AND account IN ('platform-revenue', 'tax-on-fees')",
                        order))
                .isZero();
        desk.ask(first, order, REFUND_ONLY, SPOILED, "1/1").is(409, "too-many-pieces");
    }

    private Answer bought(String buyer, String promotion, String path, int pieces) {
        var body = new HashMap<String, Object>();
        body.put("quantity", pieces);
        body.put("destination", Shop.village(HOME));
        body.put(
                "quotedTotalFen",
                shop.send(buyer, "POST", "/api/shop/group-buys/" + promotion + "/quote", null, body)
                        .is(200)
                        .number("totalFen"));
        body.put("recipient", Map.of("name", "张三丰", "phone", "13812345678", "address", "人民路 1 号"));
        return shop.send(buyer, "POST", path, shop.key(), body).is(201);
    }

    private static String groupOf(Answer entered) {
        return entered.body().get("group").get("groupId").getStringValue();
    }

    private String orderOf(Answer entered) {
        return shop.orderIds(groupOf(entered)).getFirst();
    }

    private void payTeam(String buyer, Answer entered) {
        shop.wallet(shop.startPaying(buyer, groupOf(entered)).is(201).text("chargeId"), Map.of())
                .is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.state(orderOf(entered))).isEqualTo("OPEN PAID RESERVED"));
    }

    private String team(Offer offer, long price) {
        String code = offer.sellerCode();
        var terms = Map.of(
                "offerId",
                offer.id(),
                "nodeCode",
                HUB,
                "priceFen",
                price,
                "pieces",
                6,
                "limitEach",
                2,
                "size",
                2,
                "hours",
                2);
        var wanted = new HashMap<String, Object>();
        wanted.put("sellerCode", code);
        wanted.put("payers", List.of(Map.of("by", "SELLER", "code", code, "bps", 10_000)));
        wanted.put("kind", "GROUP");
        wanted.put("name", "开园拼团");
        wanted.put("terms", Map.of("group", terms));
        wanted.put("scope", Map.of());
        wanted.put("startsAt", clock.instant().minusSeconds(60).toString());
        wanted.put("endsAt", clock.instant().plusSeconds(86_400).toString());
        return shop.send(seller(code), "POST", "/api/seller/promotions", shop.key(), wanted)
                .is(201)
                .text("promotionId");
    }

    /** @return what a seller is to get of an order */
    private long due(String order) {
        return shop.sum(
                "SELECT -COALESCE(SUM(amount_fen), 0) AS fen FROM ord_posting WHERE order_id = ?"
                        + " AND account LIKE 'seller-payable:%'",
                order);
    }

    private long back(String order) {
        return shop.sum("SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_refund WHERE order_id = ?", order);
    }

    private void settle(String buyer, String seller, String order, String lines) {
        String request =
                desk.ask(buyer, order, REFUND_ONLY, SPOILED, lines).is(201).text("requestId");
        desk.sellerAs(seller(seller), request, "accept", null).is(200);
    }

    private String received(String buyer, String coupon, Map<Offer, Integer> goods) {
        String order = paid(buyer, coupon, goods);
        delivered.deliver(order);
        return order;
    }

    private String paid(String buyer, String coupon, Map<Offer, Integer> goods) {
        goods.forEach((offer, pieces) -> shop.put(buyer, offer, pieces).is(200));
        var body = new HashMap<String, Object>();
        body.put("destination", Shop.village(HOME));
        body.put("payment", "ONLINE");
        body.put("coupons", List.of(coupon));
        Answer quote = shop.send(buyer, "POST", "/api/shop/quotes", null, body).is(200);
        body.put("quotedTotalFen", quote.number("totalFen"));
        body.put("recipient", Map.of("name", "张三丰", "phone", "13812345678", "address", "人民路 1 号"));
        String group = shop.send(buyer, "POST", "/api/shop/order-groups", shop.key(), body)
                .is(201)
                .text("groupId");
        shop.wallet(shop.startPaying(buyer, group).is(201).text("chargeId"), Map.of())
                .is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.get(buyer, "/api/shop/order-groups/" + group)
                                .text("status"))
                        .isEqualTo("PAID"));
        return shop.orderIds(group).getFirst();
    }

    private String coupon(String seller, long off) {
        var terms = Map.of("minFen", 0, "offFen", off, "total", 9, "limitEach", 2, "validDays", 7, "open", true);
        var wanted = new HashMap<String, Object>();
        wanted.put("sellerCode", seller);
        wanted.put("payers", List.of(Map.of("by", "SELLER", "code", seller, "bps", 10_000)));
        wanted.put("kind", "COUPON");
        wanted.put("name", "开园券");
        wanted.put("terms", Map.of("coupon", terms));
        wanted.put("scope", Map.of());
        wanted.put("budgetFen", 10_000);
        wanted.put("startsAt", clock.instant().minusSeconds(60).toString());
        wanted.put("endsAt", clock.instant().plusSeconds(864_000).toString());
        return shop.send(seller(seller), "POST", "/api/seller/promotions", shop.key(), wanted)
                .is(201)
                .text("promotionId");
    }

    private String claimed(String buyer, String promotion) {
        return shop.send(buyer, "POST", "/api/shop/coupons/claim", shop.key(), Map.of("promotionId", promotion))
                .is(201)
                .text("couponId");
    }

    private static String seller(String code) {
        return "s" + code + " SELLER:SHOP:" + code;
    }

    private long used(String promotion) {
        return shop.sum("SELECT used_fen AS fen FROM ord_promotion WHERE promotion_id = ?", promotion);
    }

    private String state(String coupon) {
        boolean used = shop.count("ord_coupon WHERE coupon_id = ? AND state = 'USED'", coupon) == 1;
        return (used ? "USED " : "CLAIMED ")
                + shop.sum("SELECT held AS fen FROM ord_coupon WHERE coupon_id = ?", coupon);
    }
}
