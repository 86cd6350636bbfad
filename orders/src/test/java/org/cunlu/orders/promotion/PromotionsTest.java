package org.cunlu.orders.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.Shop.Answer;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Promotions over HTTP, from their making to the order's lines. Each test has sellers of its own. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromotionsTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = PromotionShop.HOME;
    private static final String OPERATOR = PromotionShop.OPERATOR;

    @Inject
    Shop shop;

    @Inject
    Audit audit;

    @Inject
    Keeping keeping;

    @Inject
    InForce inForce;

    @Inject
    ApplicationContext context;

    private PromotionShop promotions;

    @BeforeAll
    void speaker() {
        promotions = context.createBean(PromotionShop.class);
    }

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("promotions");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aSellersPercentIsAStepOfHisLineAtHisOwnCost() {
        Offer rice = shop.offer("P1", 999, Map.of(HUB, 10L));
        Offer other = shop.offer("P1X", 500, Map.of(HUB, 10L));
        String promotion = promotions.bySeller("P1", "PERCENT", Map.of("offBps", 1_000), null);
        String buyer = shop.buyer();
        shop.put(buyer, rice, 3).is(200);
        shop.put(buyer, other, 1).is(200);
        Answer quote = promotions.quote(buyer);
        JsonNode line = PromotionShop.line(quote, rice);
        // A tenth of 29.97 is 2.997: rounded down.
        assertThat(line.get("amountFen").getLongValue()).isEqualTo(2_997);
        assertThat(line.get("discountFen").getLongValue()).isEqualTo(299);
        assertThat(line.get("netFen").getLongValue()).isEqualTo(2_698);
        assertThat(PromotionShop.steps(line))
                .containsExactly("OFFER 2997 " + rice.id(), "ITEM_PROMOTION -299 " + promotion, "FREIGHT");
        assertThat(PromotionShop.line(quote, other).get("discountFen").getLongValue())
                .isZero();
        Answer placed = promotions.place(buyer, quote.number("totalFen")).is(201);
        assertThat(shop.count(
                        "ord_line_price_step WHERE ref = ? AND payer = 'SELLER' AND payer_code = 'P1' AND fen = -299",
                        promotion))
                .isEqualTo(1);
        String order = shop.orderIds(placed.text("groupId")).stream()
                .filter(id -> shop.count("ord_line WHERE order_id = ? AND price_steps = 1", id) == 1)
                .findFirst()
                .orElseThrow();
        JsonNode seen = shop.get(buyer, "/api/shop/orders/" + order)
                .is(200)
                .body()
                .get("lines")
                .get(0);
        assertThat(seen.get("steps").size()).isEqualTo(3);
        assertThat(seen.get("netFen").getLongValue()).isEqualTo(2_698);
    }

    @Test
    void ofSeveralItemPromotionsTheOneThatTakesMostOffWinsAndTheyDoNotAddUp() {
        Offer tea = shop.offer("P2", 1_000, Map.of(HUB, 50L));
        promotions.bySeller("P2", "PERCENT", Map.of("offBps", 1_000), null);
        String amount = promotions.bySeller("P2", "AMOUNT", Map.of("offFen", 150), null);
        String free = promotions.bySeller("P2", "BUY_GET", Map.of("buy", 2, "get", 1), null);
        assertThat(promotions.item(tea, 2)).containsExactly("ITEM_PROMOTION -300 " + amount);
        // One of three is free: 10.00 is more than 3 × 1.50; of five too, and of six two are.
        assertThat(promotions.item(tea, 3)).containsExactly("ITEM_PROMOTION -1000 " + free);
        assertThat(promotions.item(tea, 5)).containsExactly("ITEM_PROMOTION -1000 " + free);
        assertThat(promotions.item(tea, 6)).containsExactly("ITEM_PROMOTION -2000 " + free);
    }

    @Test
    void aTierOfTheCountyIsSharedToTheFenOverOrdersOfSeveralSellersAndBetweenItsPayers() {
        List<Offer> goods = List.of(
                shop.offer("P3A", 333, Map.of(HUB, 9L)),
                shop.offer("P3B", 333, Map.of(HUB, 9L)),
                shop.offer("P3C", 334, Map.of(HUB, 9L)));
        var wanted = promotions.wanted(
                null,
                "TIERS",
                Map.of(
                        "tiers",
                        List.of(
                                PromotionShop.tier(500, 10),
                                PromotionShop.tier(1_000, 100),
                                PromotionShop.tier(1_001, 500))),
                100_000L);
        wanted.put("scope", Map.of("sellers", List.of("P3A", "P3B", "P3C")));
        wanted.put(
                "payers",
                List.of(Map.of("by", "PLATFORM", "bps", 5_000), Map.of("by", "FUND", "code", "RURAL", "bps", 5_000)));
        String promotion = shop.send(OPERATOR, "POST", "/api/county/promotions", shop.key(), wanted)
                .is(201)
                .text("promotionId");
        String buyer = shop.buyer();
        goods.forEach(each -> shop.put(buyer, each, 1).is(200));
        assertThat(promotions.quote(buyer).number("discountFen"))
                .as("a draft does nothing")
                .isZero();
        shop.send(OPERATOR, "POST", "/api/county/promotions/" + promotion + "/approve", null, null)
                .is(403, "second-factor-needed");
        promotions.approve(promotion);
        Answer quote = promotions.quote(buyer);
        assertThat(quote.number("discountFen")).isEqualTo(100);
        assertThat(goods.stream()
                        .map(each -> PromotionShop.line(quote, each)
                                .get("discountFen")
                                .getLongValue()))
                .containsExactly(33L, 33L, 34L);
        promotions.place(buyer, quote.number("totalFen")).is(201);
        assertThat(shop.sums(
                        "SELECT payer AS name, SUM(fen) AS fen FROM ord_line_price_step WHERE ref = ? GROUP BY payer",
                        promotion))
                .isEqualTo(Map.of("PLATFORM", -51L, "FUND", -49L));
        assertThat(promotions.used(promotion)).isEqualTo(100);
    }

    @Test
    void nobodyApprovesWhatIsHisOwnAndTheCountyNamesNoSellerAsPayer() {
        var wanted = promotions.wanted(null, "AMOUNT", Map.of("offFen", 10), 1_000L);
        wanted.put("payers", List.of(Map.of("by", "PLATFORM", "bps", 10_000)));
        wanted.put("scope", Map.of("sellers", List.of("P4")));
        String promotion = shop.send(OPERATOR, "POST", "/api/county/promotions", shop.key(), wanted)
                .is(201)
                .text("promotionId");
        assertThatThrownBy(() -> promotions.decide("op1", promotion))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("own-submission"));
        wanted.put("payers", List.of(Map.of("by", "SELLER", "code", "P4", "bps", 10_000)));
        shop.send(OPERATOR, "POST", "/api/county/promotions", shop.key(), wanted)
                .is(400, "payers-invalid");
        wanted.put("payers", List.of(Map.of("by", "PLATFORM", "bps", 10_000)));
        wanted.remove("budgetFen");
        shop.send(OPERATOR, "POST", "/api/county/promotions", shop.key(), wanted)
                .is(400, "budget-invalid");
        promotions.approve(promotion);
        assertThatThrownBy(() -> promotions.approve(promotion)).hasFieldOrPropertyWithValue("code", "promotion-moved");
    }

    @Test
    void aSellerPromotesHisOwnGoodsOnlyAndWhatOthersPayForWaitsForTheCounty() {
        shop.send(
                        PromotionShop.seller("P5"),
                        "POST",
                        "/api/seller/promotions",
                        shop.key(),
                        promotions.wanted("OTHER", "AMOUNT", Map.of("offFen", 1), null))
                .is(404);
        Offer mine = shop.offer("P5", 100, Map.of(HUB, 9L));
        Offer others = shop.offer("P5X", 100, Map.of(HUB, 9L));
        var wide = promotions.wanted("P5", "AMOUNT", Map.of("offFen", 10), null);
        wide.put("scope", Map.of("sellers", List.of("P5X")));
        shop.send(PromotionShop.seller("P5"), "POST", "/api/seller/promotions", shop.key(), wide)
                .is(201);
        assertThat(promotions.item(mine, 1)).hasSize(1);
        assertThat(promotions.item(others, 1)).isEmpty();
        var shared = promotions.wanted("P5", "AMOUNT", Map.of("offFen", 20), 1_000L);
        shared.put(
                "payers",
                List.of(Map.of("by", "SELLER", "code", "P5", "bps", 4_000), Map.of("by", "PLATFORM", "bps", 6_000)));
        String promotion = shop.send(PromotionShop.seller("P5"), "POST", "/api/seller/promotions", shop.key(), shared)
                .is(201)
                .text("promotionId");
        assertThat(promotions.item(mine, 1)).containsExactly("ITEM_PROMOTION -10 " + promotions.own("P5", promotion));
        promotions.approve(promotion);
        assertThat(promotions.item(mine, 1))
                .containsExactly("ITEM_PROMOTION -8 " + promotion, "ITEM_PROMOTION -12 " + promotion);
    }

    @Test
    void aBudgetIsNeverOverrunHoweverManyWantItAtOnceAndComesBackWithACancelledOrder() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of the race for a budget: " + seed);
        Offer salt = shop.offer("P6", 1_000, Map.of(HUB, 100L));
        // For three and a half.
        String promotion = promotions.bySeller("P6", "AMOUNT", Map.of("offFen", 200), 700L);
        var random = new Random(seed);
        Map<String, Long> totals = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            String buyer = shop.buyer();
            shop.put(buyer, salt, 1).is(200);
            totals.put(buyer, promotions.quote(buyer).number("totalFen"));
        }
        List<String> buyers = new ArrayList<>(totals.keySet());
        Collections.shuffle(buyers, random);
        List<Answer> answers = Rivals.all(10, i -> promotions.place(buyers.get(i), totals.get(buyers.get(i))));
        List<Answer> won = answers.stream().filter(each -> each.status() == 201).toList();
        assertThat(won).as("seed %s", seed).hasSize(3);
        assertThat(answers.stream().filter(each -> each.status() != 201).map(each -> each.text("code")))
                .as("seed %s", seed)
                .allMatch(code -> code.equals("total-changed") || code.equals("promotion-used-up"));
        assertThat(promotions.used(promotion)).isEqualTo(600);
        assertThat(promotions.item(salt, 1)).isEmpty();
        String group = won.getFirst().text("groupId");
        String buyer = buyerOf(group);
        shop.cancel(buyer, shop.orderIds(group).getFirst(), shop.key()).is(200);
        assertThat(promotions.used(promotion)).isEqualTo(400);
        inForce.forget();
        assertThat(promotions.item(salt, 1)).hasSize(1);
    }

    @Test
    void aFlashSaleSellsItsOwnPiecesAtItsPriceAndThenTheOrdinaryOnesAtTheirs() {
        Offer pear = shop.offer("P7", 1_000, Map.of(HUB, 8L));
        var terms = Map.<String, Object>of(
                "flash", Map.of("offerId", pear.id(), "nodeCode", HUB, "priceFen", 600, "pieces", 3, "limitEach", 2));
        String promotion = promotions.bySeller("P7", "FLASH", terms, null);
        assertThat(promotions.item(pear, 3)).as("more than one may have").isEmpty();
        String first = shop.buyer();
        shop.put(first, pear, 2).is(200);
        Answer quote = promotions.quote(first);
        assertThat(PromotionShop.line(quote, pear).get("discountFen").getLongValue())
                .isEqualTo(800);
        Answer placed = promotions.place(first, quote.number("totalFen")).is(201);
        assertThat(promotions.item(pear, 2)).as("one is left of it").isEmpty();
        assertThat(promotions.item(pear, 1)).containsExactly("ITEM_PROMOTION -400 " + promotion);
        // Five ordinary pieces are free: eight less three that are kept apart.
        String second = shop.buyer();
        shop.put(second, pear, 6).is(200);
        shop.quote(second, Shop.village(HOME), "ONLINE").is(409, "sold-out");
        shop.cancel(first, shop.orderIds(placed.text("groupId")).getFirst(), shop.key())
                .is(200);
        assertThat(promotions.item(pear, 2)).hasSize(1);
        shop.send(PromotionShop.seller("P7"), "POST", "/api/seller/promotions/" + promotion + "/end", null, null)
                .is(200);
        shop.send(PromotionShop.seller("P7"), "POST", "/api/seller/promotions/" + promotion + "/end", null, null)
                .is(200);
        assertThat(promotions.item(pear, 8)).isEmpty();
    }

    @Test
    void aFlashSaleNeedsPiecesThatAreThereAndALowerPrice() {
        Offer plum = shop.offer("P8", 1_000, Map.of(HUB, 5L));
        var flashTerms = new HashMap<String, Object>(
                Map.of("offerId", plum.id(), "nodeCode", HUB, "priceFen", 1_000, "pieces", 3, "limitEach", 2));
        promotions.refused("P8", "FLASH", Map.of("flash", flashTerms)).is(400, "price-above-list");
        flashTerms.put("priceFen", 900);
        flashTerms.put("pieces", 6);
        promotions.refused("P8", "FLASH", Map.of("flash", flashTerms)).is(409, "sold-out");
        flashTerms.put("pieces", 2);
        flashTerms.put("nodeCode", "NOWHERE");
        promotions.refused("P8", "FLASH", Map.of("flash", flashTerms)).is(400, "offer-unknown");
    }

    @Test
    void piecesThatAreShortGiveBackTheirShareOfTheDiscountToBuyerAndBudgetAndAllPartsAddUp() {
        Offer fig = shop.offer("P10", 333, Map.of(HUB, 9L));
        String promotion = promotions.bySeller("P10", "PERCENT", Map.of("offBps", 1_000), 10_000L);
        String buyer = shop.buyer();
        shop.put(buyer, fig, 3).is(200);
        Answer quote = shop.quote(buyer, Shop.village(HOME), "CASH_AT_PICKUP").is(200);
        // 9.99 less 0.99.
        assertThat(quote.number("discountFen")).isEqualTo(99);
        String group = shop.place(buyer, shop.key(), Shop.village(HOME), "CASH_AT_PICKUP", quote.number("totalFen"))
                .is(201)
                .text("groupId");
        String order = shop.orderIds(group).getFirst();
        assertThat(promotions.used(promotion)).isEqualTo(99);
        promotions.shortPick(order, fig, 1, 2, false);
        assertThat(promotions.shortFen(order)).isEqualTo(300);
        assertThat(promotions.used(promotion)).isEqualTo(66);
        promotions.shortPick(order, fig, 2, 0, true);
        assertThat(promotions.shortFen(order)).isEqualTo(900);
        assertThat(promotions.used(promotion)).isZero();
        assertThat(shop.state(order)).startsWith("CANCELLED");
    }

    private String buyerOf(String group) {
        return shop.sums("SELECT account_id AS name, 1 AS fen FROM ord_group WHERE group_id = ?", group)
                .keySet()
                .iterator()
                .next();
    }
}
