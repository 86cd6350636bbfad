package org.cunlu.orders.pricelist;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.AccountMerged;
import org.cunlu.accounts.Accounts;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.Destination;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Quotes;
import org.cunlu.orders.Shopper;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Delivered;
import org.cunlu.orders.standin.Fund;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which price a buyer has of several that he may lawfully have. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PriceListTest implements TestPropertyProvider {
    private static final String LISTS = "/api/seller/price-lists";
    private static final String MEMBERS = "/api/county/cooperatives/COOP-1/members";
    private static final String SELLER = "SELLER0000001 SELLER:SHOP:S1";
    private static final String OPERATOR = "OPERATOR00001 COUNTY_OPERATOR:SUBTREE:" + StandInNetwork.COUNTY;

    @Inject
    Shop shop;

    @Inject
    Audit audit;

    @Inject
    Fund fund;

    @Inject
    Delivered delivered;

    @Inject
    Quotes quotes;

    @Inject
    Accounts accounts;

    @Inject
    MergedMembers merged;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("price-list");
    }

    @Test
    void theLowestPriceThatHisQuantityReachesCountsAndIsOnTheLineOfTheOrder() {
        Offer rice = rice();
        String list = made(null, null, item(rice, 10, 900), item(rice, 50, 800));
        assertThat(unit(rice, 9)).isEqualTo(1_000);
        assertThat(unit(rice, 10)).isEqualTo(900);
        assertThat(unit(rice, 49)).isEqualTo(900);
        assertThat(unit(rice, 50)).isEqualTo(800);
        made(null, null, item(rice, 1, 850));
        assertThat(unit(rice, 9)).isEqualTo(850);
        assertThat(unit(rice, 50)).isEqualTo(800);
        String buyer = shop.buyer();
        shop.put(buyer, rice, 50).is(200);
        String group =
                shop.order(buyer, "ONLINE", StandInNetwork.VILLAGE21).is(201).text("groupId");
        assertThat(shop.count(
                        "ord_line l JOIN ord_order o ON o.order_id = l.order_id JOIN ord_line_price_step t ON t.order_id ="
                                + " l.order_id AND t.line_no = l.line_no WHERE o.group_id = ? AND l.unit_price_fen = 800 AND"
                                + " l.amount_fen = 40000 AND t.kind = 'PRICE_LIST' AND t.fen = -10000 AND t.ref = ?",
                        group,
                        list))
                .isEqualTo(1);
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aLineGoesThroughAllStepsInTheirOrderAndWhoPaysForEachReachesTheBooks() {
        Offer rice = rice();
        String list = made(null, null, item(rice, 10, 900));
        String percent = promotion("PERCENT", Map.of("offBps", 1_000), rice);
        String tiers = promotion("TIERS", Map.of("tiers", List.of(Map.of("minFen", 8_000, "offFen", 333))), rice);
        var terms = Map.of("minFen", 0, "offFen", 500, "total", 9, "limitEach", 1, "validDays", 7, "open", true);
        String coupons = promotion("COUPON", Map.of("coupon", terms), rice);
        String buyer = shop.buyer();
        String coupon = shop.send(buyer, "POST", "/api/shop/coupons/claim", shop.key(), Map.of("promotionId", coupons))
                .is(201)
                .text("couponId");
        String programme = fund.paysATenth(buyer, rice.category());
        shop.put(buyer, rice, 10).is(200);
        var asked = new HashMap<String, Object>(Map.of(
                "destination",
                Shop.village(StandInNetwork.VILLAGE21),
                "payment",
                "ONLINE",
                "coupons",
                List.of(coupon)));
        var quote = shop.send(buyer, "POST", "/api/shop/quotes", null, asked).is(200);
        var steps = new ArrayList<String>();
        for (var step : quote.body()
                .get("shipments")
                .get(0)
                .get("lines")
                .get(0)
                .get("steps")
                .values()) {
            steps.add(step.get("kind").getStringValue() + " " + step.get("fen").getLongValue() + " "
                    + (step.get("ref") == null ? "" : step.get("ref").getStringValue()));
        }
        long freight = quote.number("freightFen");
        assertThat(steps)
                .containsExactly(
                        "OFFER 10000 " + rice.id(),
                        "PRICE_LIST -1000 " + list,
                        "ITEM_PROMOTION -900 " + percent,
                        "ORDER_PROMOTION -333 " + tiers,
                        "COUPON -500 " + coupons + ":" + coupon,
                        // A tenth of 72.67, rounded down.
                        "SUBSIDY -726 " + programme,
                        "FREIGHT " + freight + " ");
        assertThat(quote.number("totalFen")).isEqualTo(6_541 + freight);
        asked.put("quotedTotalFen", 6_541 + freight);
        asked.put("recipient", Map.of("name", "张三丰", "phone", "13812345678"));
        String order = delivered.paid(
                buyer,
                shop.send(buyer, "POST", "/api/shop/order-groups", shop.key(), asked)
                        .is(201)
                        .text("groupId"));
        delivered.deliver(order);
        // 5 % of what is left of the price after what the seller gave himself: 363 of 7267.
        assertThat(shop.sums(
                        "SELECT account AS name, SUM(amount_fen) AS fen FROM ord_posting WHERE order_id = ? GROUP BY account",
                        order))
                .containsEntry("subsidy-receivable:F-GRAIN", 726L)
                .containsEntry("seller-payable:S1", -(7_267L - 363))
                .containsEntry("buyer-prepaid:" + order, 0L);
        assertThat(audit.violations()).isEmpty();
    }

    /** @return one of the seller's own of just these goods */
    private String promotion(String kind, Map<String, Object> terms, Offer offer) {
        Instant now = clock.instant();
        var wanted = new HashMap<String, Object>(Map.of("kind", kind, "name", "开园促销", "terms", terms));
        wanted.put("sellerCode", "S1");
        wanted.put("payers", List.of(Map.of("by", "SELLER", "code", "S1", "bps", 10_000)));
        wanted.put("scope", Map.of("skus", List.of(offer.sku().code())));
        wanted.put("startsAt", now.minusSeconds(60).toString());
        wanted.put("endsAt", now.plusSeconds(86_400).toString());
        return shop.send(SELLER, "POST", "/api/seller/promotions", shop.key(), wanted)
                .is(201)
                .text("promotionId");
    }

    @Test
    void aListHoldsInItsChannelAndForMembersOfItsCooperativeOnly() {
        Offer rice = rice();
        made("STATION", null, item(rice, 1, 950));
        assertThat(unit(rice, 1)).isEqualTo(1_000);
        assertThat(unit(new Shopper("A", Shopper.Channel.STATION, List.of()), rice, 1))
                .isEqualTo(950);
        made(null, "COOP-1", item(rice, 1, 700));
        String member = accounts.register("13955550001", "correct horse battery", "社员甲");
        assertThat(unit(buyer(member), rice, 1)).isEqualTo(1_000);
        var joined = join("13955550001").is(201);
        assertThat(join("13955550001").is(201).text("memberId")).isEqualTo(joined.text("memberId"));
        assertThat(unit(buyer(member), rice, 1)).isEqualTo(700);
        assertThat(unit(Shopper.VISITOR, rice, 1)).isEqualTo(1_000);
        assertThat(shop.get(OPERATOR, MEMBERS).is(200).raw()).contains(member);
        String into = shop.buyer();
        transactions.run(
                () -> merged.on(new AccountMerged(member, into, Instant.now()), new Heard("e", Instant.now(), 1)));
        assertThat(unit(buyer(into), rice, 1)).isEqualTo(700);
        shop.send(OPERATOR, "DELETE", MEMBERS + "/" + joined.text("memberId"), null, null)
                .is(204);
        assertThat(unit(buyer(into), rice, 1)).isEqualTo(1_000);
        join("13955550002").is(409, "no-such-account");
        shop.send(
                        member + " COUNTY_OPERATOR:SUBTREE:" + StandInNetwork.COUNTY,
                        "POST",
                        MEMBERS,
                        null,
                        Map.of("phone", "13955550001"))
                .is(409, "own-submission");
        assertThat(shop.count("ker_trail WHERE act = 'orders.coop-member.refused' AND subject = 'COOP-1'"))
                .as("looking a number up leaves a trace")
                .isEqualTo(2);
    }

    @Test
    void aListThatIsYetToBeginIsOverOrWasEndedCountsForNothing() {
        Offer rice = rice();
        Instant now = clock.instant();
        made(wanted(null, null, now.plus(1, ChronoUnit.DAYS), now.plus(2, ChronoUnit.DAYS), item(rice, 1, 500)));
        made(wanted(null, null, now.minus(2, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS), item(rice, 1, 500)));
        assertThat(unit(rice, 1)).isEqualTo(1_000);
        String list = made(null, null, item(rice, 1, 600));
        assertThat(unit(rice, 1)).isEqualTo(600);
        shop.send("SELLER0000002 SELLER:SHOP:S2", "POST", LISTS + "/" + list + "/end", null, null)
                .is(404);
        shop.send(SELLER, "POST", LISTS + "/" + list + "/end", null, null).is(200);
        shop.send(SELLER, "POST", LISTS + "/" + list + "/end", null, null).is(200);
        assertThat(unit(rice, 1)).isEqualTo(1_000);
    }

    @Test
    void aListIsNeverAboveThePriceThatIsShownToEverybody() {
        Offer rice = rice();
        make(wanted(item(rice, 1, 1_001))).is(400, "above-list-price");
        made(null, null, item(rice, 1, 1_000));
        assertThat(unit(rice, 1)).isEqualTo(1_000);
        Offer cheap = rice();
        made(null, null, item(cheap, 1, 900));
        shop.replace(priced(cheap, 800));
        assertThat(unit(cheap, 1)).as("the offer fell below it").isEqualTo(800);
    }

    @Test
    void nonsenseAndOthersGoodsAreNoList() {
        Offer rice = rice();
        make(wanted(item(rice, 1, 900), item(rice, 1, 800))).is(400, "tier-twice");
        make(wanted(item(rice, 0, 900))).is(400);
        make(wanted(item(rice, 1, 0))).is(400);
        make(wanted()).is(400);
        Instant now = clock.instant();
        make(wanted(null, null, now, now, item(rice, 1, 900))).is(400, "period-invalid");
        Offer others = shop.offer("S2", 1_000, Map.of(StandInNetwork.HUB, 10L));
        make(wanted(item(others, 1, 900))).is(404, "offer-unknown");
        shop.send(shop.buyer(), "POST", LISTS, shop.key(), wanted(item(rice, 1, 900)))
                .is(404);
        shop.send("OPERATOR00002 COUNTY_OPERATOR:SUBTREE:500101", "POST", MEMBERS, null, Map.of("phone", "13955550001"))
                .is(404);
    }

    private Offer rice() {
        return shop.offer("S1", 1_000, Map.of(StandInNetwork.HUB, 1_000L));
    }

    private static Offer priced(Offer offer, long fen) {
        return new Offer(
                offer.id(),
                offer.sku(),
                offer.productCode(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                null,
                null,
                offer.category(),
                offer.direction(),
                fen,
                offer.sourceNodes(),
                true,
                1,
                9_999,
                2);
    }

    private static Shopper buyer(String account) {
        return new Shopper(account, Shopper.Channel.SHOP, List.of());
    }

    private long unit(Offer offer, int pieces) {
        return unit(buyer(shop.buyer()), offer, pieces);
    }

    private long unit(Shopper who, Offer offer, int pieces) {
        return quotes.quote(
                        List.of(new CartLine(offer.id(), pieces)),
                        who,
                        Destination.village(StandInNetwork.VILLAGE21),
                        PaymentChoice.ONLINE)
                .shipments()
                .getFirst()
                .lines()
                .getFirst()
                .unitPriceFen();
    }

    private static Map<String, Object> item(Offer offer, int from, long fen) {
        return Map.of("offerId", offer.id(), "minQuantity", from, "unitFen", fen);
    }

    @SafeVarargs
    private final Map<String, Object> wanted(Map<String, Object>... items) {
        Instant now = clock.instant();
        return wanted(null, null, now.minus(1, ChronoUnit.DAYS), now.plus(9, ChronoUnit.DAYS), items);
    }

    @SafeVarargs
    private final Map<String, Object> wanted(
            String channel, String coop, Instant from, Instant until, Map<String, Object>... items) {
        var body = new HashMap<String, Object>();
        body.put("name", "批发价");
        body.put("validFrom", from.toString());
        body.put("validUntil", until.toString());
        var all = new ArrayList<Map<String, Object>>();
        for (Map<String, Object> item : items) {
            all.add(item);
        }
        body.put("items", all);
        if (channel != null) {
            body.put("channel", channel);
        }
        if (coop != null) {
            body.put("coopCode", coop);
        }
        return body;
    }

    @SafeVarargs
    private final String made(String channel, String coop, Map<String, Object>... items) {
        Instant now = clock.instant();
        return made(wanted(channel, coop, now.minus(1, ChronoUnit.DAYS), now.plus(9, ChronoUnit.DAYS), items));
    }

    private String made(Map<String, Object> body) {
        return make(body).is(201).text("listId");
    }

    private Shop.Answer make(Map<String, Object> body) {
        return shop.send(SELLER, "POST", LISTS, shop.key(), body);
    }

    private Shop.Answer join(String phone) {
        return shop.send(OPERATOR, "POST", MEMBERS, null, Map.of("phone", phone));
    }
}
