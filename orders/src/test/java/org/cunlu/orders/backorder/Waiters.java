package org.cunlu.orders.backorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ExpectedGoods;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.StandInNetwork;

/** Speaks for the county that orders, the hub that receives and the buyers that wait. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
class Waiters {
    static final String HUB = StandInNetwork.HUB;
    static final String OPERATOR = "op COUNTY_OPERATOR:SUBTREE:500233";
    static final String WORKER = "worker WAREHOUSE_WORKER:NODE:500233";
    static final Map<String, Object> HOME = Shop.village(StandInNetwork.VILLAGE21);
    static final long PRICE = 5_990;

    private final Shop shop;
    private final ExpectedSupply expected;
    private final ExpectedGoods goods;
    private final Sql sql;
    private final Transactions transactions;
    private final Clock clock;
    private String purchased = "";

    Waiters(Shop shop, ExpectedSupply expected, ExpectedGoods goods, Sql sql, Transactions transactions, Clock clock) {
        this.shop = shop;
        this.expected = expected;
        this.goods = goods;
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
    }

    LocalDate day(int after) {
        return CountyTime.date(clock.instant()).plusDays(after);
    }

    /** An offer of which the hub has none and so many are ordered. */
    Offer soldOut(long ordered, LocalDate on) {
        Offer offer = shop.offer("S1", PRICE, Map.of(HUB, 0L));
        purchase(offer, ordered, on);
        return offer;
    }

    String purchase(Offer offer, long pieces, LocalDate on) {
        var body = new HashMap<String, Object>(Map.of(
                "node",
                HUB,
                "supplier",
                "SUP1",
                "lines",
                List.of(Map.of("skuCode", offer.sku().code(), "pieces", pieces))));
        if (on != null) {
            body.put("expectedOn", on.toString());
        }
        purchased = shop.send(OPERATOR, "POST", "/api/county/purchases", shop.key(), body)
                .is(201)
                .text("purchaseId");
        return purchased;
    }

    String lastPurchase() {
        return purchased;
    }

    /** By its supplier. */
    Shop.Answer confirm(String purchase, LocalDate on) {
        return shop.send(
                "supplier SUPPLIER:SHOP:SUP1",
                "POST",
                "/api/supplier/purchases/" + purchase + "/confirmation",
                shop.key(),
                Map.of("expectedOn", on.toString()));
    }

    Shop.Answer came(String who, String purchase, long good, long damaged) {
        return shop.send(
                who,
                "POST",
                "/api/station/purchases/" + purchase + "/receipts",
                shop.key(),
                Map.of("lines", List.of(Map.of("lineNo", 1, "good", good, "damaged", damaged))));
    }

    String buyer(Offer offer, int pieces) {
        String buyer = shop.buyer();
        shop.put(buyer, offer, pieces).is(200);
        return buyer;
    }

    String place(String buyer) {
        long total = shop.quote(buyer, HOME, "ONLINE").is(200).number("totalFen");
        String group = place(buyer, total).is(201).text("groupId");
        return shop.orderIds(group).getFirst();
    }

    Shop.Answer place(String buyer, long total) {
        return shop.send(
                buyer,
                "POST",
                "/api/shop/order-groups",
                shop.key(),
                Map.of(
                        "destination",
                        HOME,
                        "payment",
                        "ONLINE",
                        "quotedTotalFen",
                        total,
                        "recipient",
                        Map.of("name", "张三丰", "phone", "13812345678", "address", "人民路 1 号"),
                        "backorder",
                        true));
    }

    void pay(String buyer, String order) {
        String charge = shop.startPaying(buyer, group(order)).is(201).text("chargeId");
        shop.wallet(charge, Map.of()).is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.state(order)).contains(" PAID "));
    }

    String group(String order) {
        return transactions.read(
                () -> sql.one("SELECT group_id FROM ord_order WHERE order_id = ?", row -> row.string("group_id"), order)
                        .orElseThrow());
    }

    long free(Offer offer) {
        return expected.coming(List.of(offer.sku().code()), List.of(HUB), LocalDate.EPOCH).stream()
                .mapToLong(ExpectedSupply.Coming::free)
                .sum();
    }

    int giveUp() {
        return goods.giveUp(100);
    }

    void sqlChange(String change) {
        transactions.run(() -> sql.change(change));
    }

    static JsonNode shipment(Shop.Answer quote) {
        assertThat(quote.body().get("shipments").size()).isEqualTo(1);
        return quote.body().get("shipments").get(0);
    }

    void policy(String split, String backorder) {
        shop.send(OPERATOR, "PUT", "/api/county/source-policies/CONSUMER_GOODS", null, body(split, backorder))
                .is(200);
    }

    Map<String, Object> body(String split, String backorder) {
        var all =
                shop.get(OPERATOR, "/api/county/source-policies").is(200).body().get("items");
        var body = new HashMap<String, Object>(Map.of(
                "version",
                all.get(0).get("version").getIntValue(),
                "rules",
                List.of("ARRIVAL", "COST", "SHIPMENTS", "AGE"),
                "split",
                split));
        if (backorder != null) {
            body.put("backorder", backorder);
        }
        return body;
    }
}
