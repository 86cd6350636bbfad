package org.cunlu.orders.assisted;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.InputRight;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.catalog.Toxicity;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.StandInNetwork;

/** A keeper's counter, spoken to over HTTP. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
class Counter {
    static final String HOME = StandInNetwork.VILLAGE21;
    static final String DESK = "/api/station/assisted";
    private static final AtomicInteger PHONES = new AtomicInteger(10_000_000);

    private final Shop shop;
    private final Sql sql;
    private final Transactions transactions;
    private final Clock clock;

    Counter(Shop shop, Sql sql, Transactions transactions, Clock clock) {
        this.shop = shop;
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
    }

    String keeper(String node) {
        return shop.buyer() + " STATION_KEEPER:NODE:" + node;
    }

    /** @return account of a keeper */
    static String id(String keeper) {
        return keeper.split(" ")[0];
    }

    LocalDate today() {
        return CountyTime.date(clock.instant());
    }

    static String phone() {
        return "138" + PHONES.incrementAndGet();
    }

    Offer rice() {
        return shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 100L));
    }

    static Map<String, Object> consent(String way, LocalDate on) {
        return Map.of("way", way, "on", on.toString(), "reference", "柜台纸单第 7 号");
    }

    Map<String, Object> villager(String name, String phone) {
        return Map.of(
                "name",
                name,
                "phone",
                phone,
                "villageCode",
                HOME,
                "birthDate",
                "1950-03-04",
                "consent",
                consent("PAPER", today().minusDays(1)));
    }

    static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        var changed = new HashMap<>(body);
        changed.put(name, value);
        return changed;
    }

    Shop.Answer open(String keeper, Map<String, Object> body) {
        return shop.send(keeper, "POST", DESK, shop.key(), body);
    }

    String opened(String keeper, Map<String, Object> body) {
        return open(keeper, body).is(201).text("assistedId");
    }

    Shop.Answer put(String keeper, String id, Offer offer, int pieces) {
        return shop.send(keeper, "PUT", DESK + "/" + id + "/lines/" + offer.id(), null, Map.of("quantity", pieces));
    }

    long quote(String keeper, String id, String payment) {
        return shop.send(keeper, "POST", DESK + "/" + id + "/quote", null, Map.of("payment", payment))
                .is(200)
                .number("totalFen");
    }

    static Map<String, Object> order(String payment, long total) {
        return Map.of("payment", payment, "quotedTotalFen", total);
    }

    Shop.Answer placed(String keeper, String id, Offer offer, String payment) {
        put(keeper, id, offer, 2).is(200);
        return shop.send(
                        keeper,
                        "POST",
                        DESK + "/" + id + "/order",
                        shop.key(),
                        order(payment, quote(keeper, id, payment)))
                .is(201);
    }

    String link(String keeper, String id) {
        return shop.send(keeper, "POST", DESK + "/" + id + "/pay-link", null, null)
                .is(201)
                .text("token");
    }

    static String pay(String token) {
        return "/api/shop/pay-links/" + token;
    }

    String villagerOf(String id) {
        return transactions.read(() -> sql.one(
                        "SELECT account_id FROM ord_assisted WHERE assisted_id = ?",
                        row -> row.string("account_id"),
                        id)
                .orElseThrow());
    }

    /** @return the same offer, restricted pesticide from now on */
    Offer restricted(Offer offer) {
        var input = new Offer(
                offer.id(),
                new Sku(offer.sku().code(), offer.sku().name(), 500, 800, StorageClass.HAZARDOUS, false),
                offer.productCode(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                null,
                null,
                "PESTICIDE",
                offer.direction(),
                offer.priceFen(),
                offer.sourceNodes(),
                true,
                1,
                9_999,
                1,
                1,
                offer.measure(),
                offer.delivery(),
                offer.brandRight(),
                new InputRight(
                        InputKind.PESTICIDE,
                        InputRight.Standing.SELLABLE,
                        "PD20081234",
                        Toxicity.HIGH,
                        true,
                        "克百威",
                        LocalDate.of(2099, 1, 1)));
        shop.replace(input);
        return input;
    }
}
