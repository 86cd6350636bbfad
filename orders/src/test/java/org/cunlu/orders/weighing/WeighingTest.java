package org.cunlu.orders.weighing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Measure;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.SaleUnit;
import org.cunlu.catalog.Sku;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.ParcelMoved;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.PickedShort;
import org.cunlu.logistics.Stock;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.standin.Audit;
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

/** What is sold by 斤 is paid ahead for the most that it may weigh; what it weighs less goes back once, when it is packed. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeighingTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;
    private static final String WORKER = "worker WAREHOUSE_WORKER:NODE:" + HUB;
    /** Two 斤 at 10.00, a tenth more or less: 1,100 g at most for 22.00, and 2.30 for carriage. */
    private static final long TOTAL = 2_200 + 230;

    @Inject
    Shop shop;

    @Inject
    StandInParcels parcels;

    @Inject
    OrderBook book;

    @Inject
    Ledger ledger;

    @Inject
    Transactions transactions;

    @Inject
    List<Subscriber<?>> subscribers;

    @Inject
    Clock clock;

    @Inject
    Ids ids;

    @Inject
    Stock stock;

    @Inject
    Sql sql;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("weighing");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void itIsPaidAheadForTheMostThatItMayWeighAndOnlyByWhoAcceptsIt() {
        String buyer = shop.buyer();
        shop.put(buyer, cabbage(), 2).is(200);
        Answer quote = shop.quote(buyer, Shop.village(HOME), "ONLINE").is(200);
        assertThat(quote.number("totalFen")).isEqualTo(TOTAL);
        assertThat(quote.raw()).contains("\"kind\":\"WEIGHT\",\"fen\":200").contains("\"toleranceBps\":1000");
        Answer refused = shop.place(buyer, shop.key(), Shop.village(HOME), "ONLINE", TOTAL)
                .is(409, "weighing-not-accepted");
        assertThat(refused.fact("toleranceBps").getIntValue()).isEqualTo(1_000);
        place(buyer, "ONLINE").is(201);
    }

    @Test
    void whatItWeighsLessGoesBackOnceWhenItIsPackedAndSellerAndCommissionFollow() {
        String order = paid();
        assertThat(read(order, 2, 1_010).is(200).number("payFen")).isEqualTo(2_020);
        assertThat(shop.count("ord_refund WHERE order_id = ?", order)).isZero();
        packed(order);
        packed(order);
        assertThat(refunded(order)).isEqualTo(180);
        news(order, ParcelState.HANDED_OVER);
        assertThat(shop.state(order)).isEqualTo("COMPLETED PAID HANDED_OVER");
        var postings = shop.sums(
                "SELECT account AS name, SUM(amount_fen) AS fen FROM ord_posting WHERE order_id = ? GROUP BY account",
                order);
        // 5 % of 22.00 was agreed; of 1,010 of 1,100 g that is 1.01.
        assertThat(postings).containsEntry("buyer-prepaid:" + order, 0L);
        assertThat(postings.get("platform-revenue") + postings.get("tax-on-fees"))
                .isEqualTo(-101);
        assertThat(postings).containsEntry("seller-payable:S1", -(2_020L - 101));
        var left = transactions.read(() -> ledger.reversible(book.order(order).orElseThrow()));
        assertThat(left.goodsFen()).containsEntry(1, 2_020L);
    }

    @Test
    void inCashItIsPaidAsItWeighs() {
        String order = cash();
        read(order, 2, 1_100).is(200);
        packed(order);
        assertThat(parcels.cashDue(order)).isEqualTo(TOTAL);
        String lighter = cash();
        read(lighter, 2, 900).is(200);
        packed(lighter);
        assertThat(parcels.cashDue(lighter)).isEqualTo(1_800 + 230);
        assertThat(shop.count("ord_refund WHERE order_id = ?", lighter)).isZero();
    }

    @Test
    void whatNobodyWeighedCostsWhatWasOrdered() {
        String order = paid();
        packed(order);
        assertThat(refunded(order)).isEqualTo(200);
    }

    @Test
    void whatWasNotOnTheScalesCountsAsItWasOrderedAndGoesFirstWhenPiecesAreMissing() {
        String oneByOne = paid();
        read(oneByOne, 1, 500).is(200);
        assertThat(read(oneByOne, 1, 490).is(200).number("payFen")).isEqualTo(1_980);
        packed(oneByOne);
        assertThat(refunded(oneByOne)).isEqualTo(220);
        String cash = cash();
        read(cash, 1, 490).is(200);
        packed(cash);
        assertThat(parcels.cashDue(cash)).isEqualTo(1_980 + 230);
        // The other was not there: whether that or the packing is heard of first, what was weighed is paid.
        String after = paid();
        read(after, 1, 490).is(200);
        lacks(after);
        packed(after);
        missing(after);
        assertThat(refunded(after)).isEqualTo(2_200 - 980);
        String before = paid();
        read(before, 1, 490).is(200);
        lacks(before);
        missing(before);
        packed(before);
        assertThat(refunded(before)).isEqualTo(2_200 - 980);
    }

    @Test
    void beyondWhatWasAcceptedItIsRefusedAndOfTwoReadingsTheLastCounts() {
        String order = paid();
        assertThat(read(order, 2, 1_101)
                        .is(409, "weight-outside-tolerance")
                        .fact("mostGrams")
                        .getLongValue())
                .isEqualTo(1_100);
        read(order, 2, 899).is(409, "weight-outside-tolerance");
        read(order, 3, 1_500).is(409, "more-than-ordered");
        read(order, 1, 600).is(409, "weight-outside-tolerance");
        read(order, 2, 900).is(200);
        String key = shop.key();
        Map<String, Object> body = Map.of("orderId", order, "lineNo", 1, "pieces", 2, "grams", 1_050);
        shop.send(WORKER, "POST", "/api/station/weighings", key, body).is(200);
        shop.send(WORKER, "POST", "/api/station/weighings", key, body).is(200);
        assertThat(shop.count("ord_weighing WHERE order_id = ?", order)).isEqualTo(2);
        packed(order);
        assertThat(refunded(order)).isEqualTo(100);
        read(order, 2, 900).is(409, "not-to-be-weighed");
        assertThat(refunded(order)).isEqualTo(100);
    }

    @Test
    void whoWorksElsewhereFindsNothingToWeigh() {
        String order = paid();
        String other = "other WAREHOUSE_WORKER:NODE:" + StandInNetwork.TOWN2;
        shop.get(other, "/api/station/weighings/" + order).is(404);
        shop.send(
                        other,
                        "POST",
                        "/api/station/weighings",
                        shop.key(),
                        Map.of("orderId", order, "lineNo", 1, "pieces", 2, "grams", 1_000))
                .is(404);
        shop.get(shop.buyer(), "/api/station/weighings/" + order).is(404);
        assertThat(shop.get(WORKER, "/api/station/weighings/" + order).is(200).raw())
                .contains("\"orderedGrams\":1000");
        packed(order);
    }

    @Test
    void howeverManyHearOfThePackingAndWeighAtOnceMoneyGoesBackOnce() throws Exception {
        String order = paid();
        read(order, 2, 1_000).is(200);
        Rivals.all(8, rival -> {
            if (rival % 2 == 0) {
                packed(order);
            } else {
                assertThat(read(order, 2, 1_000).status()).isIn(200, 409);
            }
            return rival;
        });
        assertThat(refunded(order)).isEqualTo(200);
        assertThat(shop.count("ord_weighed WHERE order_id = ?", order)).isEqualTo(1);
    }

    private Offer cabbage() {
        Offer plain = shop.offer("S1", 1_000, Map.of(HUB, 10L));
        Sku sku = plain.sku();
        var offer = new Offer(
                plain.id(),
                new Sku(sku.code(), sku.name(), 500, 800, sku.storageClass(), false, 1_000),
                plain.productCode(),
                plain.productName(),
                plain.sellerCode(),
                plain.sellerName(),
                null,
                null,
                plain.category(),
                plain.direction(),
                plain.priceFen(),
                plain.sourceNodes(),
                true,
                1,
                9_999,
                2,
                1,
                new Measure(SaleUnit.JIN, null),
                Offer.Delivery.EVERYWHERE,
                plain.brandRight());
        shop.replace(offer);
        return offer;
    }

    private Answer place(String buyer, String payment) {
        var body = new HashMap<String, Object>();
        body.put("destination", Shop.village(HOME));
        body.put("payment", payment);
        body.put("quotedTotalFen", TOTAL);
        body.put("weighing", true);
        body.put("recipient", Map.of("name", "张三丰", "phone", "13812345678", "address", "人民路 1 号"));
        return shop.send(buyer, "POST", "/api/shop/order-groups", shop.key(), body);
    }

    private String cash() {
        String buyer = shop.buyer();
        shop.put(buyer, cabbage(), 2).is(200);
        return shop.orderIds(place(buyer, "CASH_AT_PICKUP").is(201).text("groupId"))
                .getFirst();
    }

    private String paid() {
        String buyer = shop.buyer();
        shop.put(buyer, cabbage(), 2).is(200);
        String group = place(buyer, "ONLINE").is(201).text("groupId");
        shop.wallet(shop.startPaying(buyer, group).is(201).text("chargeId"), Map.of())
                .is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.get(buyer, "/api/shop/order-groups/" + group)
                                .text("status"))
                        .isEqualTo("PAID"));
        return shop.orderIds(group).getFirst();
    }

    private Answer read(String order, int pieces, long grams) {
        return shop.send(
                WORKER,
                "POST",
                "/api/station/weighings",
                shop.key(),
                Map.of("orderId", order, "lineNo", 1, "pieces", pieces, "grams", grams));
    }

    private void packed(String order) {
        if (!shop.state(order).endsWith("PACKED")
                && parcels.state(order).filter("BOOKED"::equals).isPresent()) {
            synchronized (this) {
                if (parcels.state(order).filter("BOOKED"::equals).isPresent()) {
                    parcels.pack(order);
                }
            }
        }
        news(order, ParcelState.AT_NODE);
    }

    @SuppressWarnings("unchecked")
    private void news(String order, ParcelState state) {
        var completing = (Subscriber<ParcelMoved>) subscribers.stream()
                .filter(each -> each.name().equals("orders.completing"))
                .findFirst()
                .orElseThrow();
        var event = new ParcelMoved(order, "B" + order, state, HOME, 0, clock.instant());
        transactions.run(() -> completing.on(event, new Heard("E", clock.instant(), 1)));
    }

    @SuppressWarnings("unchecked")
    private void missing(String order) {
        var ending = (Subscriber<PickedShort>) subscribers.stream()
                .filter(each -> each.name().equals("orders.went-without"))
                .findFirst()
                .orElseThrow();
        var event = new PickedShort(ids.next(), order, "B" + order, HUB, sku(order), 1, 1, false, clock.instant());
        transactions.run(() -> ending.on(event, new Heard("E", clock.instant(), 1)));
    }

    /** What it claims is smaller before anybody hears of it. */
    private void lacks(String order) {
        transactions.run(() -> {
            assertThat(stock.goWithout(order, new Stock.SkuAtNode(sku(order), HUB), 1))
                    .isTrue();
            sql.change(
                    "INSERT INTO log_pick_short (short_id, line_id, county_code, node_code, order_id, sku_code, missing,"
                            + " elsewhere, without, written_off, picker, at) VALUES (?, ?, '500233', ?, ?, ?, 1, 0, 1, 0,"
                            + " 'picker', UTC_TIMESTAMP(3))",
                    ids.next(),
                    ids.next(),
                    HUB,
                    order,
                    sku(order));
        });
    }

    private String sku(String order) {
        return transactions.read(
                () -> book.lines(List.of(order)).get(order).getFirst().skuCode());
    }

    private long refunded(String order) {
        return shop.sum("SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_refund WHERE order_id = ?", order);
    }
}
