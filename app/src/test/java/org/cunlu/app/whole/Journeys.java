package org.cunlu.app.whole;

import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.EARLY;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.app.whole.SmallCounty.Parcel;

/** What people do of a day, each one request, ready to be done while something is away; what has to be there before is. */
final class Journeys {
    private static final String PASSWORD = "shu-shan-you-lu-9";

    private final SmallCounty county;
    private final String gateway;
    private final LocalDate day;
    private final Person buyer;
    private final Person other;
    private final Person fickle;
    private final Map<String, Object> order;
    private final Answer unpaid;
    private final Answer unwanted;
    private final String charge;
    private final Parcel parcel;
    private final Parcel ready;
    private final Map<String, Object> pickup = new HashMap<>();

    /** @param gateway by which is paid */
    Journeys(SmallCounty county, String gateway) {
        this.county = county;
        this.gateway = gateway;
        day = county.nextMorning();
        buyer = county.buyer();
        other = county.buyer();
        fickle = county.buyer();
        ready = county.bought(county.buyer(), STATION1, "ONLINE");
        county.scan("PACK", HUB, ready);
        county.ride(day, ready, "10:50", HUB, "12:00", STATION1);
        parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        pickup.put("requestId", key());
        pickup.put("node", STATION1);
        pickup.put("pickupCode", text(county.order(ready), "pickupCode"));
        unpaid = county.place(other, STATION1, "ONLINE");
        unwanted = county.place(fickle, STATION1, "ONLINE");
        Answer started = county.post(
                other,
                "/api/shop/order-groups/" + unpaid.string("groupId") + "/payments",
                key(),
                Map.of("gateway", "SANDBOX"));
        charge = started.is(201).string("chargeId");
        order = order();
    }

    /** A cart is full and its price is known. */
    private Map<String, Object> order() {
        fill();
        var asked = new HashMap<>(quote());
        asked.put(
                "quotedTotalFen",
                county.post(buyer, "/api/shop/quotes", null, quote())
                        .is(200)
                        .body()
                        .get("totalFen")
                        .getLongValue());
        asked.put("recipient", Map.of("name", "张三丰", "phone", buyer.phone()));
        return asked;
    }

    private Answer fill() {
        return county.put(buyer, "/api/shop/cart/lines/" + county.offer(), Map.of("quantity", 1));
    }

    private static Map<String, Object> quote() {
        return Map.of("destination", Map.of("villageCode", STATION1), "payment", "ONLINE");
    }

    /** @return in the order in which they are done, by the name that they have in the table */
    Map<String, Supplier<Answer>> all() {
        var all = new LinkedHashMap<String, Supplier<Answer>>();
        all.put("look at the home page", () -> county.get(null, "/"));
        all.put("search", () -> county.get(null, "/api/shop/offers?q=%E5%A4%A7%E7%B1%B3"));
        all.put("be suggested words", () -> county.get(null, "/api/shop/suggestions?q=%E5%A4%A7"));
        all.put("look at a product", () -> county.get(null, "/api/shop/products/RICE"));
        all.put(
                "sign in",
                () -> county.post(
                        null, "/api/auth/sign-in", null, Map.of("phone", buyer.phone(), "password", PASSWORD)));
        all.put(
                "ask for a code",
                () -> county.post(
                        null, "/api/auth/codes", null, Map.of("phone", other.phone(), "purpose", "RESET_PASSWORD")));
        all.put("fill the cart", this::fill);
        all.put("ask for the price", () -> county.post(buyer, "/api/shop/quotes", null, quote()));
        all.put("place an order", () -> county.post(buyer, "/api/shop/order-groups", key(), order));
        all.put("begin to pay", this::beginToPay);
        all.put("be told of a payment", () -> county.post(null, "/sandbox/charges/" + charge + "/pay", null, Map.of()));
        all.put("look at one's orders", () -> county.get(other, "/api/shop/orders"));
        all.put(
                "cancel an order",
                () -> county.post(
                        fickle,
                        "/api/shop/orders/" + text(unwanted.list("orders").getFirst(), "orderId") + "/cancel",
                        key(),
                        null));
        all.put("scan a parcel", this::pack);
        all.put("hand a parcel over", () -> county.post(county.keeper(STATION1), "/api/station/pickups", null, pickup));
        all.put(
                "look at the departures",
                () -> county.get(county.dispatcher, "/api/dispatch/departures?line=" + EARLY + "&from=" + day));
        all.put(
                "promise a day",
                () -> county.get(county.dispatcher, "/api/dispatch/promise?from=" + HUB + "&to=" + STATION1));
        all.put(
                "see what people were told",
                () -> county.get(county.operator, "/api/county/notices?phone=" + other.phone()));
        return all;
    }

    private Answer beginToPay() {
        return county.post(
                other,
                "/api/shop/order-groups/" + unpaid.string("groupId") + "/payments",
                key(),
                Map.of("gateway", gateway));
    }

    private Answer pack() {
        Map<String, Object> scan = Map.of(
                "scanId",
                key(),
                "scanner",
                "gun-" + HUB,
                "deviceTime",
                Instant.now().toString(),
                "kind",
                "PACK",
                "node",
                HUB,
                "parcel",
                parcel.barcode());
        return county.post(county.keeper(HUB), "/api/station/scans", null, Map.of("scans", List.of(scan)));
    }
}
