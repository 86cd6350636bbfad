package org.cunlu.orders.groupbuy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.accounts.Accounts;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.cancelling.ExpiryByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.Shop.Answer;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Buyers find together in time and have a price, or have their money back; spoken to over HTTP. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupBuyTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;

    @Inject
    Shop shop;

    @Inject
    Accounts accounts;

    @Inject
    Following following;

    @Inject
    ExpiryByHand expiry;

    @Inject
    StandInParcels parcels;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("group_buy");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aTeamThatIsFullIsSentAtItsPriceAndNotBefore() {
        String promotion = groupBuy("G1", 6, 2, 3);
        String opener = accounts.register("13900000001", "kx93-mrt 忠橙", "张三丰");
        String key = shop.key();
        Answer opened = begin(opener, promotion, 2, key).is(201);
        assertThat(begin(opener, promotion, 2, key).is(201).raw())
                .as("asked again")
                .isEqualTo(opened.raw());
        String code = opened.body().get("team").get("code").getStringValue();
        assertThat(shop.sums(
                        "SELECT CONCAT(t.payer, ' ', t.payer_code) AS name, SUM(t.fen) AS fen FROM ord_line_price_step t"
                                + " WHERE t.ref = ? AND t.kind = 'ITEM_PROMOTION' GROUP BY name",
                        promotion))
                .as("off by its seller")
                .containsExactly(Map.entry("SELLER G1", -800L));
        String second = shop.buyer();
        String third = shop.buyer();
        List<String> groups = new ArrayList<>(List.of(group(opened)));
        groups.add(group(join(second, code, promotion, 1).is(201)));
        paid(opener, groups.get(0));
        paid(second, groups.get(1));
        assertThat(following.step(10)).isZero();
        String first = shop.orderIds(groups.getFirst()).getFirst();
        assertThat(shop.state(first)).isEqualTo("OPEN PAID RESERVED");
        assertThat(parcels.state(first)).isEmpty();
        groups.add(group(join(third, code, promotion, 1).is(201)));
        assertThat(following.step(10)).as("ordered is not paid").isZero();
        join(shop.buyer(), code, promotion, 1).is(409, "team-full");
        paid(third, groups.get(2));
        parcels.breakDown(true);
        try {
            assertThat(following.step(1)).as("whoever dies in the middle").isZero();
        } finally {
            parcels.breakDown(false);
        }
        assertThat(following.step(1)).isEqualTo(3);
        assertThat(following.step(1)).isZero();
        for (String group : groups) {
            String order = shop.orderIds(group).getFirst();
            assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
            assertThat(parcels.state(order)).contains("BOOKED");
        }
        assertThat(told("TEAM_FULL", opener)).isEqualTo(1);
        Answer seen = shop.get(third, "/api/shop/group-teams/" + code).is(200);
        assertThat(seen.text("state")).isEqualTo("FULL");
        assertThat(seen.raw()).doesNotContain(opener).doesNotContain("张三丰");
    }

    @Test
    void ofManyWhoJoinAtOnceThereAreNoMoreThanItsSize() throws Exception {
        String promotion = groupBuy("G2", 20, 1, 4);
        String code = code(begin(shop.buyer(), promotion, 1, shop.key()).is(201));
        List<String> buyers = Stream.generate(shop::buyer).limit(8).toList();
        List<Answer> answers = Rivals.all(8, i -> join(buyers.get(i), code, promotion, 1));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.is(409, "team-full"));
        assertThat(shop.count("ord_team WHERE code = ? AND joined = 4 AND paid = 0", code))
                .isEqualTo(1);
        assertThat(left("G2")).as("who came too late holds nothing").isEqualTo(16);
    }

    @Test
    void oneBuyerHasSoManyPiecesInAllTeamsAndOnePlaceInEach() throws Exception {
        String promotion = groupBuy("G3", 20, 3, 2);
        String buyer = shop.buyer();
        String code = code(begin(buyer, promotion, 1, shop.key()).is(201));
        join(buyer, code, promotion, 1).is(409, "in-team-already");
        List<Answer> both = Rivals.all(4, i -> begin(buyer, promotion, 2, shop.key()));
        assertThat(both).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(both)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.is(409, "buyer-limit"));
        begin(buyer, promotion, 1, shop.key()).is(409, "buyer-limit");
        begin(shop.buyer(), promotion, 4, shop.key()).is(409, "sold-out");
    }

    @Test
    void whoeverDidNotFindEnoughInTimeHasAllBackOnce() throws Exception {
        String promotion = groupBuy("G4", 6, 2, 3);
        String first = shop.buyer();
        String second = shop.buyer();
        Answer opened = begin(first, promotion, 2, shop.key()).is(201);
        String code = code(opened);
        clock.forward(Duration.ofMinutes(100));
        String unpaid = group(join(second, code, promotion, 1).is(201));
        // The opener had his thirty minutes: paid too late for his window is paid after expiry.
        String charge = shop.startPaying(second, unpaid).is(201).text("chargeId");
        expiry.run();
        String late = shop.orderIds(group(opened)).getFirst();
        assertThat(shop.state(late)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        assertThat(shop.count("ord_team WHERE code = ? AND joined = 1", code))
                .as("his place is free")
                .isEqualTo(1);
        String third = accounts.register("13900000002", "kx93-mrt 忠橙", "张三丰");
        String paid = group(join(third, code, promotion, 2).is(201));
        paid(third, paid);
        assertThat(following.step(10)).as("its time is not over").isZero();
        clock.forward(Duration.ofMinutes(19));
        assertThat(following.step(10)).isZero();
        clock.forward(Duration.ofMinutes(1));
        join(shop.buyer(), code, promotion, 1).is(409, "team-over");
        Rivals.all(3, i -> following.step(1));
        following.step(1);
        String order = shop.orderIds(paid).getFirst();
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(shop.count("ord_refund WHERE order_id = ?", order))
                .as("once")
                .isEqualTo(1);
        assertThat(shop.state(shop.orderIds(unpaid).getFirst())).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        assertThat(told("TEAM_NOT_FULL", third)).isEqualTo(1);
        assertThat(left("G4")).as("all pieces are there again").isEqualTo(6);
        shop.wallet(charge, Map.of()).is(202);
        awaitState(shop.orderIds(unpaid).getFirst(), "CANCELLED REFUND_DUE GIVEN_BACK");
    }

    @Test
    void whoLeavesBeforeItIsFullHasHisMoneyBackAndHisPlaceIsFree() {
        String promotion = groupBuy("G5", 6, 2, 2);
        String first = shop.buyer();
        Answer opened = begin(first, promotion, 1, shop.key()).is(201);
        String code = code(opened);
        paid(first, group(opened));
        shop.cancel(first, shop.orderIds(group(opened)).getFirst(), shop.key()).is(200);
        assertThat(shop.state(shop.orderIds(group(opened)).getFirst())).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(shop.count("ord_team WHERE code = ? AND joined = 0 AND paid = 0", code))
                .isEqualTo(1);
        for (int i = 0; i < 2; i++) {
            String buyer = shop.buyer();
            paid(buyer, group(join(buyer, code, promotion, 1).is(201)));
        }
        assertThat(following.step(10)).isEqualTo(2);
    }

    @Test
    void itsTermsAreCheckedAndNobodyJoinsWhatHasEnded() {
        Offer plum = shop.offer("G6", 1_000, Map.of(HUB, 9L));
        var terms = new HashMap<>(terms(plum, 6, 2, 2));
        for (var wrong : Map.<String, Object>of("size", 1, "hours", 73, "pieces", 1, "limitEach", 0)
                .entrySet()) {
            var bad = new HashMap<>(terms);
            bad.put(wrong.getKey(), wrong.getValue());
            make("G6", bad).is(400, "promotion-terms-invalid");
        }
        terms.put("priceFen", 1_000);
        make("G6", terms).is(400, "price-above-list");
        String promotion = groupBuy("G7", 6, 2, 2);
        String code = code(begin(shop.buyer(), promotion, 1, shop.key()).is(201));
        shop.send("sG7 SELLER:SHOP:G7", "POST", "/api/seller/promotions/" + promotion + "/end", null, null)
                .is(200);
        join(shop.buyer(), code, promotion, 1, 900).is(409, "group-buy-over");
        begin(shop.buyer(), promotion, 1, shop.key(), 900).is(409, "group-buy-over");
        shop.get(shop.buyer(), "/api/shop/group-teams/ABCDEFGHJKLM").is(404);
        begin(shop.buyer(), "0000000000000", 1, shop.key(), 900).is(404);
    }

    private static Map<String, Object> terms(Offer offer, int pieces, int limit, int size) {
        return Map.of(
                "offerId",
                offer.id(),
                "nodeCode",
                HUB,
                "priceFen",
                600,
                "pieces",
                pieces,
                "limitEach",
                limit,
                "size",
                size,
                "hours",
                2);
    }

    private Answer make(String seller, Map<String, Object> group) {
        return shop.send(
                "s" + seller + " SELLER:SHOP:" + seller,
                "POST",
                "/api/seller/promotions",
                shop.key(),
                Map.of(
                        "sellerCode", seller,
                        "payers", List.of(Map.of("by", "SELLER", "code", seller, "bps", 10_000)),
                        "kind", "GROUP",
                        "name", "开园拼团",
                        "terms", Map.of("group", group),
                        "scope", Map.of(),
                        "startsAt", clock.instant().minusSeconds(60).toString(),
                        "endsAt", clock.instant().plusSeconds(86_400).toString()));
    }

    /** Of 1,000 fen for 600, with twice as many pieces on the shelf. */
    private String groupBuy(String seller, int pieces, int limit, int size) {
        Offer offer = shop.offer(seller, 1_000, Map.of(HUB, 2L * pieces));
        return make(seller, terms(offer, pieces, limit, size)).is(201).text("promotionId");
    }

    private long total(String buyer, String promotion, int pieces) {
        return shop.send(
                        buyer,
                        "POST",
                        "/api/shop/group-buys/" + promotion + "/quote",
                        null,
                        Map.of("quantity", pieces, "destination", Shop.village(HOME)))
                .body()
                .get("totalFen")
                .getLongValue();
    }

    private Answer begin(String buyer, String promotion, int pieces, String key) {
        return begin(buyer, promotion, pieces, key, known(buyer, promotion, pieces));
    }

    /** What cannot be quoted any more is asked for all the same. */
    private long known(String buyer, String promotion, int pieces) {
        try {
            return total(buyer, promotion, pieces);
        } catch (NullPointerException e) {
            return 900;
        }
    }

    private Answer begin(String buyer, String promotion, int pieces, String key, long total) {
        return shop.send(buyer, "POST", "/api/shop/group-buys/" + promotion + "/teams", key, place(pieces, total));
    }

    private Answer join(String buyer, String code, String promotion, int pieces) {
        return join(buyer, code, promotion, pieces, known(buyer, promotion, pieces));
    }

    private Answer join(String buyer, String code, String promotion, int pieces, long total) {
        return shop.send(buyer, "POST", "/api/shop/group-teams/" + code + "/orders", shop.key(), place(pieces, total));
    }

    private static Map<String, Object> place(int pieces, long total) {
        return Map.of(
                "quantity",
                pieces,
                "destination",
                Shop.village(HOME),
                "recipient",
                Map.of("name", "张三丰", "phone", "13812345678", "address", "人民路 1 号"),
                "quotedTotalFen",
                total);
    }

    private static String code(Answer entered) {
        return entered.body().get("team").get("code").getStringValue();
    }

    private static String group(Answer entered) {
        return entered.body().get("group").get("groupId").getStringValue();
    }

    private void paid(String buyer, String group) {
        shop.wallet(shop.startPaying(buyer, group).is(201).text("chargeId"), Map.of())
                .is(202);
        awaitState(shop.orderIds(group).getFirst(), "OPEN PAID RESERVED");
    }

    private void awaitState(String order, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.state(order)).isEqualTo(state));
    }

    private long told(String kind, String buyer) {
        return shop.count("acc_notice WHERE kind = ? AND account_id = ?", kind, buyer);
    }

    /** @return pieces kept apart for a seller's group buy that are free */
    private long left(String seller) {
        return shop.sum(
                "SELECT CAST(SUM(a.allotted - a.drawn - a.freed) AS SIGNED) AS fen FROM log_allotment a JOIN ord_promotion p"
                        + " ON p.promotion_id = a.allotment_id WHERE p.seller_code = ?",
                seller);
    }
}
