package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.time.CountyTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A seller who is suspended, as his buyers meet it on two instances: nothing of his is listed, quoted or placed, at once. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuspendedSellerTest {
    private static final String SHOP = "S-GONGXIAO";
    private static final String LIVE = "/api/shop/live/";
    private static final String SUSPEND = "/api/county/sellers/" + SHOP + "/suspend";
    private static final String REINSTATE = "/api/county/sellers/" + SHOP + "/reinstate";
    private static final Map<String, String> WHY = Map.of("reason", "许可证未续");

    private final SmallCounty county = SmallCounty.open();

    @BeforeEach
    void morning() {
        county.nextMorning();
        county.factor(county.operator);
    }

    @AfterEach
    void allIsAsItWas() {
        county.fresh(county.operator, REINSTATE, Map.of("reason", "test over")).is(200);
        county.audited();
    }

    @Test
    void nothingOfASuspendedSellerIsListedQuotedOrPlacedAndAllOfItComesBack() {
        Person owner = county.person(new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, SHOP)));
        Person buyer = county.buyer();
        Map<String, Object> asked = new HashMap<>();
        asked.put("destination", Map.of("villageCode", STATION1));
        asked.put("payment", "CASH_AT_PICKUP");
        county.put(buyer, "/api/shop/cart/lines/" + county.offer(), Map.of("quantity", 1))
                .is(200);
        long total = quote(buyer, asked).is(200).body().get("totalFen").getLongValue();
        var order = new HashMap<>(asked);
        order.put("quotedTotalFen", total);
        order.put("recipient", Map.of("name", "张三丰", "phone", buyer.phone()));

        county.post(county.operator, SUSPEND, null, WHY).is(403, "second-factor-needed");
        county.fresh(county.operator, SUSPEND, WHY).is(200);
        long told = told(owner);
        county.fresh(county.operator, SUSPEND, WHY).is(200);
        assertThat(told(owner)).as("told once").isEqualTo(told).isEqualTo(1);
        for (int i = 0; i < 2; i++) {
            assertThat(quote(buyer, asked).status()).as("quote").isEqualTo(409);
            assertThat(county.post(buyer, "/api/shop/order-groups", key(), order)
                            .status())
                    .as("placing what was quoted before")
                    .isEqualTo(409);
            assertThat(county.get(null, "/api/shop/skus/RICE-5K/offers?to=" + STATION1)
                            .text())
                    .doesNotContain(county.offer());
        }
        Soon.is(() -> assertThat(county.get(null, "/api/shop/offers?q=%E5%A4%A7%E7%B1%B3")
                        .is(200)
                        .list("items"))
                .isEmpty());
        Soon.is(() ->
                assertThat(county.get(null, "/api/shop/products/RICE").text()).doesNotContain(county.offer()));

        county.fresh(county.operator, REINSTATE, WHY).is(200);
        quote(buyer, asked).is(200);
        Answer placed =
                county.post(buyer, "/api/shop/order-groups", key(), order).is(201);
        Soon.is(() -> assertThat(county.get(null, "/api/shop/offers?q=%E5%A4%A7%E7%B1%B3")
                        .is(200)
                        .list("items"))
                .hasSize(1));
        county.cancel(county.parcel(buyer, placed));
    }

    @Test
    void hisSlotOnAirAndHisPresaleAreOffSaleByTheSameActAndComeBackAsTheyWere() {
        Person owner = county.person(new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, SHOP)));
        Person buyer = county.buyer();
        String session = onAir(owner);
        String slot = county.get(null, LIVE + session).is(200).string("onAir");
        String presale = presale(owner);
        Map<String, Object> asked = new HashMap<>();
        asked.put("destination", Map.of("villageCode", STATION1));
        asked.put("payment", "CASH_AT_PICKUP");
        county.put(buyer, "/api/shop/cart/lines/" + county.offer(), Map.of("quantity", 1, "liveSlotId", slot))
                .is(200);
        var order = new HashMap<>(asked);
        order.put(
                "quotedTotalFen",
                quote(buyer, asked).is(200).body().get("totalFen").getLongValue());
        order.put("recipient", Map.of("name", "张三丰", "phone", buyer.phone()));
        var ahead = new HashMap<String, Object>();
        ahead.put("quantity", 2);
        ahead.put("destination", Map.of("villageCode", STATION1));
        Answer told = county.post(buyer, presale + "/quotes", null, ahead).is(200);
        var ordered = new HashMap<>(ahead);
        ordered.put("quotedTotalFen", told.body().get("totalFen").getLongValue());
        ordered.put("recipient", order.get("recipient"));

        county.fresh(county.operator, SUSPEND, WHY).is(200);
        long suspended = System.nanoTime();
        // One at each instance.
        while (onAirSomewhere(session)) {
            assertThat(System.nanoTime() - suspended)
                    .as("viewers are told within a second")
                    .isLessThan(1_000_000_000L);
        }
        for (int i = 0; i < 2; i++) {
            quote(buyer, asked).is(409, "not-on-sale");
            county.post(buyer, "/api/shop/order-groups", key(), order).is(409, "not-on-sale");
            county.post(buyer, presale + "/quotes", null, ahead).is(409, "not-on-sale");
            county.post(buyer, presale + "/orders", key(), ordered).is(409, "not-on-sale");
            assertThat(county.get(null, presale)
                            .is(200)
                            .body()
                            .get("takesOrders")
                            .getBooleanValue())
                    .isFalse();
            assertThat(county.get(null, "/api/shop/presales").is(200).list("items"))
                    .isEmpty();
        }

        county.fresh(county.operator, REINSTATE, WHY).is(200);
        Soon.is(() ->
                assertThat(county.get(null, LIVE + session).string("onAir")).isEqualTo(slot));
        Answer placed =
                county.post(buyer, "/api/shop/order-groups", key(), order).is(201);
        county.cancel(county.parcel(buyer, placed));
        county.post(buyer, presale + "/quotes", null, ahead).is(200);
        county.post(owner, "/api/seller/live/" + session + "/end", key(), null).is(200);
        county.post(owner, presale.replace("/shop/", "/seller/") + "/calling-off", key(), Map.of("reason", "test over"))
                .is(200);
    }

    private boolean onAirSomewhere(String session) {
        return Stream.of(1, 2)
                .map(_ -> county.get(null, LIVE + session).is(200).string("onAir"))
                .anyMatch(Objects::nonNull);
    }

    /** @return a session of the shop with rice on air */
    private String onAir(Person owner) {
        Instant now = county.now();
        String session = county.post(
                        owner,
                        "/api/seller/live",
                        key(),
                        Map.of(
                                "sellerCode",
                                SHOP,
                                "title",
                                "大米直播",
                                "startsAt",
                                now.toString(),
                                "endsAt",
                                now.plus(Duration.ofHours(2)).toString(),
                                "streamUrl",
                                "https://live.example.cn/rice"))
                .is(201)
                .string("sessionId");
        String own = "/api/seller/live/" + session;
        String slot = county.post(
                        owner,
                        own + "/slots",
                        key(),
                        Map.of(
                                "offerId",
                                county.offer(),
                                "nodeCode",
                                HUB,
                                "priceFen",
                                3_000,
                                "floorFen",
                                3_000,
                                "pieces",
                                5,
                                "buyerLimit",
                                2))
                .is(201)
                .string("slotId");
        county.post(owner, own + "/start", key(), null).is(200);
        county.post(owner, own + "/slots/" + slot + "/on-air", key(), null).is(200);
        return session;
    }

    /** @return path of a presale of rice that takes orders */
    private String presale(Person owner) {
        LocalDate today = CountyTime.date(county.now());
        var terms = new HashMap<String, Object>(Map.of(
                "offerId",
                county.offer(),
                "node",
                HUB,
                "forecast",
                100,
                "sellPercent",
                50,
                "orderUntil",
                county.now().plus(Duration.ofDays(1)).toString(),
                "shipFrom",
                today.plusDays(2).toString(),
                "shipTo",
                today.plusDays(5).toString(),
                "cutRule",
                "PROPORTIONAL"));
        terms.put("cancelling", "FREE");
        terms.put("patienceDays", 7);
        String id = Instances.text(
                county.post(owner, "/api/seller/presales", key(), terms)
                        .is(201)
                        .body()
                        .get("presale"),
                "presaleId");
        county.fresh(county.operator, "/api/county/presales/" + id + "/opening", null)
                .is(200);
        return "/api/shop/presales/" + id;
    }

    private Answer quote(Person buyer, Map<String, Object> asked) {
        return county.post(buyer, "/api/shop/quotes", null, asked);
    }

    private long told(Person owner) {
        return county.counted(
                "SELECT COUNT(*) AS n FROM acc_notice WHERE account_id = ? AND kind = 'SHOP_SUSPENDED'",
                owner.account());
    }
}
