package org.cunlu.orders.presale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.StandInNetwork;

/** Speaks for a seller who sells before the harvest, his county, the hub that takes it in, and his buyers. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
class Farm {
    static final String HUB = StandInNetwork.HUB;
    static final String OPERATOR = "op COUNTY_OPERATOR:SUBTREE:500233";
    static final String WORKER = "worker WAREHOUSE_WORKER:NODE:500233";
    static final String SELLER = "grower SELLER:SHOP:S1";
    static final Map<String, Object> HOME = Shop.village(StandInNetwork.VILLAGE21);
    static final long PRICE = 5_990;

    private final Shop shop;
    private final Settling settling;
    private final Waiting waiting;
    private final Keeping keeping;
    private final Sql sql;
    private final Transactions transactions;
    private final Clock clock;

    Farm(
            Shop shop,
            Settling settling,
            Waiting waiting,
            Keeping keeping,
            Sql sql,
            Transactions transactions,
            Clock clock) {
        this.shop = shop;
        this.settling = settling;
        this.waiting = waiting;
        this.keeping = keeping;
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
    }

    LocalDate day(int after) {
        return CountyTime.date(clock.instant()).plusDays(after);
    }

    Offer offer() {
        return shop.offer("S1", PRICE, Map.of(HUB, 0L));
    }

    Map<String, Object> terms(Offer offer, long forecast, Map<String, Object> other) {
        var terms = new HashMap<String, Object>(Map.of(
                "offerId",
                offer.id(),
                "node",
                HUB,
                "forecast",
                forecast,
                "sellPercent",
                80,
                "orderUntil",
                clock.instant().plus(Duration.ofDays(5)).toString(),
                "shipFrom",
                day(10).toString(),
                "shipTo",
                day(14).toString(),
                "cutRule",
                "PROPORTIONAL",
                "cancelling",
                "FREE",
                "patienceDays",
                7));
        terms.putAll(other);
        return terms;
    }

    /** @return id of a presale that takes orders, of 80 % of the forecast */
    String open(Offer offer, long forecast, Map<String, Object> other) {
        String id = id(shop.send(SELLER, "POST", "/api/seller/presales", shop.key(), terms(offer, forecast, other))
                .is(201));
        opened(id);
        return id;
    }

    /** The door asks for a second factor, which nobody here has: what is behind it is called. */
    void opened(String presale) {
        keeping.open(operator(), presale, shop.key());
    }

    void decided(String presale, long forecast, boolean approved) {
        keeping.decide(operator(), presale, new Keeping.Decision(forecast, approved, "实地看过"), shop.key());
    }

    private static Caller operator() {
        return new Caller("op", List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, "500233"))));
    }

    static String id(Shop.Answer kept) {
        return kept.body().get("presale").get("presaleId").getStringValue();
    }

    Shop.Answer county(String presale, String act, Object body) {
        return shop.send(OPERATOR, "POST", "/api/county/presales/" + presale + "/" + act, shop.key(), body);
    }

    Shop.Answer seller(String presale, String act, Object body) {
        return shop.send(SELLER, "POST", "/api/seller/presales/" + presale + "/" + act, shop.key(), body);
    }

    Shop.Answer quote(String buyer, String presale, int quantity) {
        return shop.send(
                buyer,
                "POST",
                "/api/shop/presales/" + presale + "/quotes",
                null,
                Map.of("quantity", quantity, "destination", HOME));
    }

    Shop.Answer place(String buyer, String presale, int quantity, long total, String key) {
        return shop.send(
                buyer,
                "POST",
                "/api/shop/presales/" + presale + "/orders",
                key,
                Map.of(
                        "quantity",
                        quantity,
                        "destination",
                        HOME,
                        "quotedTotalFen",
                        total,
                        "recipient",
                        Map.of("name", "张三丰", "phone", "13812345678", "address", "人民路 1 号")));
    }

    /** @return id of the order */
    String order(String buyer, String presale, int quantity) {
        long total = quote(buyer, presale, quantity).is(200).number("totalFen");
        String group =
                place(buyer, presale, quantity, total, shop.key()).is(201).text("groupId");
        return shop.orderIds(group).getFirst();
    }

    /** @return id of the order, of which what was asked for is paid */
    String paid(String buyer, String presale, int quantity) {
        String order = order(buyer, presale, quantity);
        pay(buyer, order);
        return order;
    }

    /** @return fen that were asked for */
    long pay(String buyer, String order) {
        String before = shop.state(order);
        Shop.Answer started = shop.startPaying(buyer, group(order)).is(201);
        shop.wallet(started.text("chargeId"), Map.of()).is(202);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(shop.state(order)).isNotEqualTo(before));
        return started.number("amountFen");
    }

    Shop.Answer harvest(String presale, long pieces, String key) {
        return shop.send(
                WORKER, "POST", "/api/station/presales/" + presale + "/harvest", key, Map.of("pieces", pieces));
    }

    Shop.Answer bought(String buyer, String order) {
        return shop.get(buyer, "/api/shop/orders/" + order + "/presale");
    }

    int settle() {
        return settling.settle(1_000);
    }

    int step() {
        return waiting.step(1_000);
    }

    String group(String order) {
        return text("SELECT group_id AS t FROM ord_order WHERE order_id = ?", order);
    }

    String text(String question, Object... arguments) {
        return transactions.read(
                () -> sql.one(question, row -> row.string("t"), arguments).orElseThrow());
    }

    long refunded(String order) {
        return shop.sum("SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_refund WHERE order_id = ?", order);
    }

    /** @return what the books hold of a buyer's money for an order */
    long prepaid(String order) {
        return shop.sum(
                "SELECT COALESCE(-SUM(amount_fen), 0) AS fen FROM ord_posting WHERE account = ?",
                "buyer-prepaid:" + order);
    }
}
