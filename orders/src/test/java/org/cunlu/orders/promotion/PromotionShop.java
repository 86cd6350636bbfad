package org.cunlu.orders.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Prototype;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.tree.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
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
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.PickedShort;
import org.cunlu.logistics.Stock;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.Shop.Answer;
import org.cunlu.orders.standin.StandInNetwork;

/** Makes promotions and asks for prices over HTTP; approves as another operator would with his second factor. */
@Prototype
@Requires(property = "orders.stand-ins", value = "true")
class PromotionShop {
    private static final String HUB = StandInNetwork.HUB;
    static final String HOME = StandInNetwork.VILLAGE21;
    static final String OPERATOR = "op1 COUNTY_OPERATOR:SUBTREE:500233";

    private final Shop shop;
    private final Keeping keeping;
    private final Transactions transactions;
    private final Clock clock;
    private final Ids ids;
    private final Sql sql;
    private final Stock stock;
    private final Collection<Subscriber<?>> subscribers;

    PromotionShop(
            Shop shop,
            Keeping keeping,
            Transactions transactions,
            Clock clock,
            Ids ids,
            Sql sql,
            Stock stock,
            Collection<Subscriber<?>> subscribers) {
        this.shop = shop;
        this.keeping = keeping;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
        this.sql = sql;
        this.stock = stock;
        this.subscribers = subscribers;
    }

    /** @return the other promotion of the seller that is in force */
    String own(String seller, String not) {
        return keeping.list(caller("x", Role.SELLER, Scope.Kind.SHOP, seller), List.of(seller), null, 9).stream()
                .map(Promotion::id)
                .filter(id -> !id.equals(not))
                .findFirst()
                .orElseThrow();
    }

    Answer refused(String seller, String kind, Map<String, Object> terms) {
        return shop.send(
                seller(seller), "POST", "/api/seller/promotions", shop.key(), wanted(seller, kind, terms, null));
    }

    String bySeller(String seller, String kind, Map<String, Object> terms, Long budget) {
        return shop.send(
                        seller(seller),
                        "POST",
                        "/api/seller/promotions",
                        shop.key(),
                        wanted(seller, kind, terms, budget))
                .is(201)
                .text("promotionId");
    }

    Map<String, Object> wanted(String seller, String kind, Map<String, Object> terms, Long budget) {
        var wanted = new HashMap<String, Object>();
        if (seller != null) {
            wanted.put("sellerCode", seller);
            wanted.put("payers", List.of(Map.of("by", "SELLER", "code", seller, "bps", 10_000)));
        }
        wanted.put("kind", kind);
        wanted.put("name", "开园促销");
        wanted.put("terms", terms);
        wanted.put("scope", Map.of());
        wanted.put("startsAt", clock.instant().minusSeconds(60).toString());
        wanted.put("endsAt", clock.instant().plusSeconds(86_400).toString());
        if (budget != null) {
            wanted.put("budgetFen", budget);
        }
        return wanted;
    }

    static Map<String, Object> tier(long min, long off) {
        return Map.of("minFen", min, "offFen", off);
    }

    void approve(String promotion) {
        decide("op2", promotion);
    }

    void decide(String who, String promotion) {
        transactions.run(
                () -> keeping.decide(caller(who, Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233"), promotion, true));
    }

    static Caller caller(String who, Role role, Scope.Kind kind, String scope) {
        return new Caller(who, List.of(new Grant(role, new Scope(kind, scope))));
    }

    static String seller(String code) {
        return "s" + code + " SELLER:SHOP:" + code;
    }

    long used(String promotion) {
        return shop.sum("SELECT used_fen AS fen FROM ord_promotion WHERE promotion_id = ?", promotion);
    }

    Answer quote(String buyer) {
        return shop.quote(buyer, Shop.village(HOME), "ONLINE").is(200);
    }

    Answer place(String buyer, long total) {
        return shop.place(buyer, shop.key(), Shop.village(HOME), "ONLINE", total);
    }

    /** @return steps of item promotions of a new buyer who wants so many */
    List<String> item(Offer offer, int pieces) {
        String buyer = shop.buyer();
        shop.put(buyer, offer, pieces).is(200);
        return steps(line(quote(buyer), offer)).stream()
                .filter(step -> step.startsWith("ITEM_PROMOTION"))
                .toList();
    }

    static JsonNode line(Answer quote, Offer offer) {
        for (JsonNode shipment : quote.body().get("shipments").values()) {
            for (JsonNode line : shipment.get("lines").values()) {
                if (line.get("offerId").getStringValue().equals(offer.id())) {
                    return line;
                }
            }
        }
        throw new AssertionError("no line of " + offer.id());
    }

    static List<String> steps(JsonNode line) {
        var steps = new ArrayList<String>();
        for (JsonNode step : line.get("steps").values()) {
            String kind = step.get("kind").getStringValue();
            steps.add(
                    kind.equals("FREIGHT")
                            ? kind
                            : kind + " " + step.get("fen").getLongValue() + " "
                                    + step.get("ref").getStringValue());
        }
        return steps;
    }

    long shortFen(String order) {
        return shop.sum("SELECT short_fen AS fen FROM ord_order WHERE order_id = ?", order);
    }

    /** As logistics tells it: the claim is smaller already. */
    void shortPick(String order, Offer offer, int pieces, int left, boolean empty) {
        String sku = offer.sku().code();
        String shortId = ids.next();
        transactions.run(() -> {
            assertThat(stock.goWithout(order, new Stock.SkuAtNode(sku, HUB), pieces))
                    .isTrue();
            sql.change(
                    "INSERT INTO log_pick_short (short_id, line_id, county_code, node_code, order_id, sku_code, missing,"
                            + " elsewhere, without, written_off, picker, at) VALUES (?, ?, '500233', ?, ?, ?, ?, 0, ?, 0,"
                            + " 'picker', UTC_TIMESTAMP(3))",
                    ids.next(),
                    ids.next(),
                    HUB,
                    order,
                    sku,
                    pieces,
                    pieces);
        });
        var event = new PickedShort(shortId, order, "B" + order, HUB, sku, pieces, left, empty, clock.instant());
        for (Subscriber<?> each : subscribers) {
            if (each.type() == PickedShort.class) {
                @SuppressWarnings("unchecked")
                var hears = (Subscriber<PickedShort>) each;
                transactions.run(() -> hears.on(event, new Heard("E", clock.instant(), 1)));
            }
        }
    }
}
