package org.cunlu.orders.quoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.BrandRight;
import org.cunlu.catalog.Measure;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offer.Delivery;
import org.cunlu.catalog.SaleUnit;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Destination;
import org.cunlu.orders.quoting.BestOffers.Ranked;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One SKU, many sellers; lead time, delivery limits and steps count. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BestOffersTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String FAR = StandInNetwork.VILLAGE11;
    private static final Destination HOME = Destination.village(StandInNetwork.VILLAGE21);
    private static final Map<String, Object> TO_HOME = Shop.village(StandInNetwork.VILLAGE21);

    @Inject
    Shop shop;

    @Inject
    BestOffers best;

    @Inject
    Ids ids;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("bestoffers");
    }

    @Test
    void theEarliestIsBestAndOfEquallyEarlyOnesTheCheapest() {
        Offer stock = shop.offer("S-STOCK", 9_999, Map.of(HUB, 50L, FAR, 50L));
        String far = put(stock, "S-FAR", 1_000, FAR, Delivery.EVERYWHERE, 1, Measure.PIECE);
        String dear = put(stock, "S-DEAR", 3_000, HUB, Delivery.EVERYWHERE, 1, Measure.PIECE);
        String cheap = put(stock, "S-CHEAP", 2_000, HUB, Delivery.EVERYWHERE, 1, Measure.PIECE);
        hide(stock);
        List<Ranked> ranked = best.of(stock.sku().code(), 2, null, HOME);
        assertThat(ranked).extracting(Ranked::offerId).containsExactly(cheap, dear, far);
        assertThat(ranked).extracting(Ranked::rank).containsExactly(1, 2, 3);
        assertThat(ranked).extracting(Ranked::reason).containsExactly("cheapest-of-earliest", "dearer", "later");
        assertThat(ranked.getFirst().goodsFen()).isEqualTo(4_000);
    }

    @Test
    void leadTimeCountsInTheRankAndInTheQuote() {
        Offer stock = shop.offer("S-STOCK", 9_999, Map.of(HUB, 50L));
        String slow = put(stock, "S-SLOW", 1_000, HUB, new Delivery(3, List.of(), true), 1, Measure.PIECE);
        String quick = put(stock, "S-QUICK", 2_000, HUB, Delivery.EVERYWHERE, 1, Measure.PIECE);
        hide(stock);
        List<Ranked> ranked = best.of(stock.sku().code(), 1, null, HOME);
        assertThat(ranked).extracting(Ranked::offerId).containsExactly(quick, slow);
        assertThat(Duration.between(
                        ranked.getFirst().availableAt(), ranked.getLast().availableAt()))
                .isBetween(
                        Duration.ofDays(3).minusMinutes(1), Duration.ofDays(3).plusMinutes(1));
    }

    @Test
    void aSellerIsNotChosenWhereHeDoesNotDeliver() {
        Offer stock = shop.offer("S-STOCK", 9_999, Map.of(HUB, 50L));
        put(stock, "S-TOWN1", 1_000, HUB, new Delivery(0, List.of(StandInNetwork.TOWN1), true), 1, Measure.PIECE);
        String town2 = put(
                stock, "S-TOWN2", 2_000, HUB, new Delivery(0, List.of(StandInNetwork.TOWN2), false), 1, Measure.PIECE);
        hide(stock);
        List<Ranked> ranked = best.of(stock.sku().code(), 1, null, HOME);
        assertThat(ranked.getFirst().offerId()).isEqualTo(town2);
        assertThat(ranked.getFirst().reason()).isEqualTo("earliest");
        assertThat(ranked.getLast().rank()).isNull();
        assertThat(ranked.getLast().reason()).isEqualTo("not-delivered-there");
        List<Ranked> outside = best.of(stock.sku().code(), 1, null, Destination.outside("重庆", ""));
        assertThat(outside.getFirst().sellerCode()).isEqualTo("S-TOWN1");
        assertThat(outside.getLast().reason()).isEqualTo("not-delivered-there");
    }

    @Test
    void aCartThatIsNotDeliveredThereHasNoQuote() {
        Offer stock = shop.offer("S-STOCK", 9_999, Map.of(HUB, 50L));
        String town1 = put(
                stock, "S-TOWN1", 1_000, HUB, new Delivery(0, List.of(StandInNetwork.TOWN1), true), 1, Measure.PIECE);
        String buyer = shop.buyer();
        shop.send(buyer, "PUT", "/api/shop/cart/lines/" + town1, null, Map.of("quantity", 1))
                .is(200);
        shop.quote(buyer, TO_HOME, "ONLINE").is(409, "not-delivered-there");
        shop.quote(buyer, Shop.village(FAR), "ONLINE").is(200);
    }

    @Test
    void onlyWholeStepsAreTaken() {
        Offer stock = shop.offer("S-STOCK", 9_999, Map.of(HUB, 500L));
        String fives = put(stock, "S-FIVES", 1_000, HUB, Delivery.EVERYWHERE, 5, Measure.PIECE);
        String buyer = shop.buyer();
        String line = "/api/shop/cart/lines/" + fives;
        shop.send(buyer, "PUT", line, null, Map.of("quantity", 10)).is(200);
        for (int wrong : new int[] {4, 6, 11}) {
            var refused = shop.send(buyer, "PUT", line, null, Map.of("quantity", wrong));
            assertThat(refused.is(400, "quantity-out-of-range").fact("step").getIntValue())
                    .isEqualTo(5);
        }
        hide(stock);
        assertThat(best.of(stock.sku().code(), 6, null, HOME).getFirst().reason())
                .isEqualTo("quantity-out-of-range");
    }

    @Test
    void unitsConvertExactlyOrNotAtAll() {
        Offer stock = shop.offer("S-STOCK", 9_999, Map.of(HUB, 500L));
        put(stock, "S-KG", 1_000, HUB, Delivery.EVERYWHERE, 1, new Measure(SaleUnit.KG, 10));
        hide(stock);
        String sku = stock.sku().code();
        assertThat(best.of(sku, 4, SaleUnit.JIN, HOME).getFirst().pieces()).isEqualTo(2);
        assertThat(best.of(sku, 2, SaleUnit.BOX, HOME).getFirst().goodsFen()).isEqualTo(20_000);
        assertThat(best.of(sku, 3, SaleUnit.JIN, HOME).getFirst().reason()).isEqualTo("unit-not-exact");
        assertThat(best.of(sku, 0, null, HOME).getFirst().rank()).isNull();
    }

    @Test
    void anybodyMayAskAndABadQuestionIsToldSo() {
        Offer stock = shop.offer("S-STOCK", 2_000, Map.of(HUB, 50L));
        String path = "/api/shop/skus/" + stock.sku().code() + "/offers";
        var answer = shop.get(null, path + "?villageCode=" + StandInNetwork.VILLAGE21 + "&quantity=2");
        assertThat(answer.is(200).body().get("items").get(0).get("reason").getStringValue())
                .isEqualTo("earliest");
        shop.get(null, path).is(400, "destination-invalid");
        shop.get(null, path + "?villageCode=110101001001").is(400, "village-unknown");
        assertThatThrownBy(() -> best.of("NO-SUCH-SKU", 1, null, HOME)).isInstanceOf(ProblemException.class);
    }

    private void hide(Offer stock) {
        shop.replace(like(stock, stock.id(), "S-STOCK", 9_999, HUB, false, Delivery.EVERYWHERE, 1, Measure.PIECE));
    }

    private String put(
            Offer stock, String seller, long fen, String node, Delivery delivery, int step, Measure measure) {
        String id = ids.next();
        shop.replace(like(stock, id, seller, fen, node, true, delivery, step, measure));
        return id;
    }

    private static Offer like(
            Offer stock,
            String id,
            String seller,
            long fen,
            String node,
            boolean onSale,
            Delivery delivery,
            int step,
            Measure measure) {
        return new Offer(
                id,
                stock.sku(),
                stock.productCode(),
                stock.productName(),
                seller,
                seller,
                null,
                null,
                stock.category(),
                stock.direction(),
                fen,
                List.of(node),
                onSale,
                step,
                9_995,
                1,
                step,
                measure,
                delivery,
                BrandRight.FREE);
    }
}
