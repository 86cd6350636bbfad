package org.cunlu.orders.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.cancelling.ExpiryByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.Shop.Answer;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Coupons over HTTP: claimed, used once, given back. Each test has a seller of its own. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CouponsTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;

    @Inject
    Shop shop;

    @Inject
    Audit audit;

    @Inject
    CouponTable table;

    @Inject
    ExpiryByHand expiry;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    @Inject
    MovedClock moved;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("coupons");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aCouponIsClaimedWithinTheLimitUsedOnceAndHisAgainWhenHisOrderIsCancelled() {
        Offer rice = shop.offer("C1", 1_000, Map.of(HUB, 50L));
        String promotion = made("C1", terms(1_500, 300L, 100, 2));
        String buyer = shop.buyer();
        assertThat(shop.get(buyer, "/api/shop/coupons/claimable").is(200).raw()).contains(promotion);
        String key = shop.key();
        String coupon = claim(buyer, promotion, key).is(201).text("couponId");
        assertThat(claim(buyer, promotion, key).is(201).text("couponId")).isEqualTo(coupon);
        claim(buyer, promotion, shop.key()).is(201);
        claim(buyer, promotion, shop.key()).is(409, "coupon-limit");
        shop.put(buyer, rice, 1).is(200);
        Answer below = quote(buyer, coupon).is(409, "coupon-not-usable");
        assertThat(below.fact("reason").getStringValue()).isEqualTo("BELOW_MINIMUM");
        assertThat(below.fact("minFen").getLongValue()).isEqualTo(1_500);
        shop.put(buyer, rice, 2).is(200);
        Answer quote = quote(buyer, coupon).is(200);
        assertThat(quote.number("discountFen")).isEqualTo(300);
        Answer placed = place(buyer, quote.number("totalFen"), coupon).is(201);
        shop.put(buyer, rice, 2).is(200);
        assertThat(quote(buyer, coupon)
                        .is(409, "coupon-not-usable")
                        .fact("reason")
                        .getStringValue())
                .isEqualTo("USED");
        shop.cancel(buyer, shop.orderIds(placed.text("groupId")).getFirst(), shop.key())
                .is(200);
        quote(buyer, coupon).is(200);
    }

    @Test
    void whatExpiresUnpaidGivesItsCouponBackAndWhatIsOutOfTimeCannotBeUsed() {
        Offer rice = shop.offer("C2", 1_000, Map.of(HUB, 50L));
        String coupon = claimed("C2", terms(0, 300L, 100, 1));
        String buyer = holder(coupon);
        shop.put(buyer, rice, 1).is(200);
        place(buyer, quote(buyer, coupon).number("totalFen"), coupon).is(201);
        moved.forward(Duration.ofMinutes(31));
        expiry.run();
        shop.put(buyer, rice, 1).is(200);
        quote(buyer, coupon).is(200);
        moved.forward(Duration.ofDays(8));
        assertThat(quote(buyer, coupon)
                        .is(409, "coupon-not-usable")
                        .fact("reason")
                        .getStringValue())
                .isIn("EXPIRED", "ENDED");
    }

    @Test
    void anothersCouponIsNone() {
        Offer rice = shop.offer("C3", 1_000, Map.of(HUB, 50L));
        String coupon = claimed("C3", terms(0, 300L, 100, 1));
        String thief = shop.buyer();
        shop.put(thief, rice, 1).is(200);
        assertThat(quote(thief, coupon)
                        .is(409, "coupon-not-usable")
                        .fact("reason")
                        .getStringValue())
                .isEqualTo("UNKNOWN");
        place(thief, 1_000, coupon).is(409, "coupon-not-usable");
    }

    @Test
    void oneCouponIsUsedByOneOfManyWhoUseItAtOnce() throws Exception {
        String coupon = claimed("C4", terms(0, 300L, 100, 1));
        String buyer = holder(coupon);
        List<Integer> used = Rivals.all(
                12, _ -> transactions.run(() -> table.use(buyer, new TreeMap<>(Map.of(coupon, 1)), clock.instant())));
        assertThat(used.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        transactions.run(() -> table.giveBack(new TreeMap<>(Map.of(coupon, 1))));
        transactions.run(() -> table.giveBack(new TreeMap<>(Map.of(coupon, 1))));
        assertThat(shop.count("ord_coupon WHERE coupon_id = ? AND state = 'CLAIMED' AND held = 0", coupon))
                .isEqualTo(1);
    }

    @Test
    void neverMoreAreClaimedThanThereAreAndNobodyGetsMoreThanHisLimitHoweverManyComeAtOnce() throws Exception {
        String promotion = made("C5", terms(0, 100L, 5, 2));
        List<String> buyers = List.of(shop.buyer(), shop.buyer(), shop.buyer(), shop.buyer());
        List<Integer> answers = Rivals.all(
                16, i -> claim(buyers.get(i % 4), promotion, shop.key()).status());
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(5);
        assertThat(answers.stream().filter(status -> status != 201)).containsOnly(409);
        for (String buyer : buyers) {
            assertThat(shop.count("ord_coupon WHERE promotion_id = ? AND account_id = ?", promotion, buyer))
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aCodeClaimsOneCouponHoweverManyTypeItAndAWrongOneNone() throws Exception {
        var closed = terms(0, 100L, 3, 1);
        closed.put("open", false);
        String promotion = made("C6", closed);
        claim(shop.buyer(), promotion, shop.key()).is(404);
        String path = "/api/seller/promotions/" + promotion + "/codes";
        JsonNode codes = shop.send(seller("C6"), "POST", path, null, Map.of("count", 2))
                .is(201)
                .body()
                .get("codes");
        shop.send(seller("C6"), "POST", path, null, Map.of("count", 2)).is(409, "codes-too-many");
        shop.send(seller("C7"), "POST", path, null, Map.of("count", 1)).is(404);
        String code = codes.get(0).getStringValue();
        assertThat(code).matches("[2-9A-HJ-NP-Z]{16}").isNotEqualTo(codes.get(1).getStringValue());
        List<Integer> answers = Rivals.all(8, _ -> redeem(shop.buyer(), code).status());
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(answers.stream().filter(status -> status != 201)).containsOnly(404);
        redeem(shop.buyer(), "AAAABBBBCCCCDDDD").is(404);
        redeem(shop.buyer(), codes.get(1).getStringValue().toLowerCase(Locale.ROOT))
                .is(201);
    }

    @Test
    void aDiscountAboveWhatTheGoodsCostTakesThatAndNeverTouchesCarriage() {
        Offer salt = shop.offer("C8", 200, Map.of(HUB, 9L));
        String coupon = claimed("C8", terms(0, 5_000L, 100, 1));
        String buyer = holder(coupon);
        shop.put(buyer, salt, 1).is(200);
        Answer quote = quote(buyer, coupon).is(200);
        assertThat(quote.number("discountFen")).isEqualTo(200);
        assertThat(quote.number("totalFen"))
                .isEqualTo(quote.number("freightFen"))
                .isPositive();
        place(buyer, quote.number("totalFen"), coupon).is(201);
    }

    @Test
    void ofEachCouponABuyerIsToldWhetherItCanBeUsedForHisCartAndWhyNot() {
        Offer rice = shop.offer("C9", 1_000, Map.of(HUB, 50L));
        shop.offer("C10", 1_000, Map.of(HUB, 50L));
        String buyer = shop.buyer();
        String good = claim(buyer, made("C9", terms(0, 300L, 9, 1)), shop.key()).text("couponId");
        String dear =
                claim(buyer, made("C9", terms(9_000, 300L, 9, 1)), shop.key()).text("couponId");
        String other =
                claim(buyer, made("C10", terms(0, 300L, 9, 1)), shop.key()).text("couponId");
        shop.put(buyer, rice, 1).is(200);
        Answer tried = shop.send(
                        buyer,
                        "POST",
                        "/api/shop/coupons/usable",
                        null,
                        Map.of("destination", Shop.village(HOME), "payment", "ONLINE"))
                .is(200);
        var told = new HashMap<String, String>();
        for (JsonNode each : tried.body().values()) {
            told.put(
                    each.get("couponId").getStringValue(),
                    each.get("usable").getBooleanValue()
                            ? "yes " + each.get("discountFen").getLongValue()
                            : each.get("reason").getStringValue());
        }
        assertThat(told).isEqualTo(Map.of(good, "yes 300", dear, "BELOW_MINIMUM", other, "NOT_FOR_THESE"));
        assertThat(quote(buyer, good, dear)
                        .is(409, "coupon-not-usable")
                        .fact("reason")
                        .getStringValue())
                .isEqualTo("NOT_COMBINABLE");
    }

    private final Map<String, String> holders = new HashMap<>();

    /** @return a coupon of a new buyer */
    private String claimed(String seller, Map<String, Object> terms) {
        String buyer = shop.buyer();
        String coupon = claim(buyer, made(seller, terms), shop.key()).is(201).text("couponId");
        holders.put(coupon, buyer);
        return coupon;
    }

    private String holder(String coupon) {
        return holders.get(coupon);
    }

    private static Map<String, Object> terms(long min, Long off, int total, int each) {
        return new HashMap<>(
                Map.of("minFen", min, "offFen", off, "total", total, "limitEach", each, "validDays", 7, "open", true));
    }

    private String made(String seller, Map<String, Object> coupon) {
        var wanted = new HashMap<String, Object>();
        wanted.put("sellerCode", seller);
        wanted.put("payers", List.of(Map.of("by", "SELLER", "code", seller, "bps", 10_000)));
        wanted.put("kind", "COUPON");
        wanted.put("name", "开园券");
        wanted.put("terms", Map.of("coupon", coupon));
        wanted.put("scope", Map.of());
        wanted.put("startsAt", clock.instant().minusSeconds(60).toString());
        wanted.put("endsAt", clock.instant().plusSeconds(864_000).toString());
        return shop.send(seller(seller), "POST", "/api/seller/promotions", shop.key(), wanted)
                .is(201)
                .text("promotionId");
    }

    private static String seller(String code) {
        return "s" + code + " SELLER:SHOP:" + code;
    }

    private Answer claim(String buyer, String promotion, String key) {
        return shop.send(buyer, "POST", "/api/shop/coupons/claim", key, Map.of("promotionId", promotion));
    }

    private Answer redeem(String buyer, String code) {
        return shop.send(buyer, "POST", "/api/shop/coupons/redeem", shop.key(), Map.of("code", code));
    }

    private Answer quote(String buyer, String... coupons) {
        return shop.send(
                buyer,
                "POST",
                "/api/shop/quotes",
                null,
                Map.of("destination", Shop.village(HOME), "payment", "ONLINE", "coupons", List.of(coupons)));
    }

    private Answer place(String buyer, long total, String... coupons) {
        var body = new HashMap<String, Object>();
        body.put("destination", Shop.village(HOME));
        body.put("payment", "ONLINE");
        body.put("quotedTotalFen", total);
        body.put("recipient", Map.of("name", "张三丰", "phone", "13812345678", "address", "人民路 1 号"));
        body.put("coupons", new ArrayList<>(List.of(coupons)));
        return shop.send(buyer, "POST", "/api/shop/order-groups", shop.key(), body);
    }
}
