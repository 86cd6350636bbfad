package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.cunlu.app.play.Market.Goods;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;

/** Oranges that are sold before they are ripe: three buyers, half of a harvest, and what each of them has back. */
final class PresaleYear {
    private static final int[] WANTED = {5, 3, 2};
    private static final long HARVEST = 5;
    private static final String SHOP = "S-ZHONGCHENG-01";
    private static final String OWN = "/api/seller/presales";
    private static final Duration WITHIN = Duration.ofSeconds(40);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Api api;
    private final People people;
    private final DemoClock clock;
    private final Market market;

    PresaleYear(Api api, People people, DemoClock clock, Market market) {
        this.api = api;
        this.people = people;
        this.clock = clock;
        this.market = market;
    }

    private record Bought(Person buyer, String order, int pieces) {}

    /** @param buyers three of them at least */
    Outcome.Presale play(List<Person> buyers) {
        Goods oranges = market.find("忠橙", "UP").stream()
                .filter(goods -> goods.seller().equals(SHOP) && goods.sources().size() == 1)
                .findFirst()
                .orElseThrow(() -> new Unplayable("the shop has no oranges of one node"));
        String presale = drafted(oranges);
        People.withFreshCode(code -> api.postFresh(
                people.of(Role.COUNTY_OPERATOR), "/api/county/presales/" + presale + "/opening", code, Map.of()));
        String village = market.villages("镇").getFirst().code();
        var bought = new ArrayList<Bought>();
        for (int i = 0; i < WANTED.length; i++) {
            bought.add(new Bought(buyers.get(i), buy(buyers.get(i), presale, WANTED[i], village), WANTED[i]));
        }
        bought.forEach(
                each -> await(each, "/api/shop/orders/" + each.order(), order -> is(order, "paymentStatus", "PAID")));
        api.post(
                people.staff(),
                "/api/station/presales/" + presale + "/harvest",
                UUID.randomUUID().toString(),
                Map.of("pieces", HARVEST));
        var shares = new ArrayList<Outcome.PresaleShare>();
        for (Bought each : bought) {
            await(each, "/api/shop/orders/" + each.order(), order -> !is(order, "fulfilmentStatus", "EXPECTED"));
            JsonNode share = api.get(each.buyer(), "/api/shop/orders/" + each.order() + "/presale");
            shares.add(new Outcome.PresaleShare(
                    each.buyer().name(),
                    each.pieces(),
                    share.get("given").getLongValue(),
                    share.get("backFen").getLongValue(),
                    told(each)));
        }
        return new Outcome.Presale(oranges.name(), oranges.priceFen(), HARVEST, shares);
    }

    private String drafted(Goods oranges) {
        LocalDate today = CountyTime.date(clock.now());
        var terms = new HashMap<String, Object>();
        terms.put("offerId", oranges.offer());
        terms.put("node", oranges.sources().getFirst());
        terms.put("forecast", 100);
        terms.put("sellPercent", 80);
        terms.put("orderUntil", clock.now().plus(Duration.ofDays(1)).toString());
        terms.put("shipFrom", today.plusDays(1).toString());
        terms.put("shipTo", today.plusDays(4).toString());
        terms.put("cutRule", "PROPORTIONAL");
        terms.put("cancelling", "FREE");
        terms.put("patienceDays", 7);
        return api.post(people.of(Role.SELLER), OWN, UUID.randomUUID().toString(), terms)
                .get("presale")
                .get("presaleId")
                .getStringValue();
    }

    /** @return id of the order, whose payment is under way */
    private String buy(Person buyer, String presale, int pieces, String village) {
        var asked = new HashMap<String, Object>();
        asked.put("quantity", pieces);
        asked.put("destination", Map.of("villageCode", village));
        JsonNode quote = api.post(buyer, "/api/shop/presales/" + presale + "/quotes", asked);
        asked.put("quotedTotalFen", quote.get("totalFen").getLongValue());
        asked.put("recipient", Map.of("name", buyer.name(), "phone", buyer.phone()));
        JsonNode group = api.post(
                buyer,
                "/api/shop/presales/" + presale + "/orders",
                UUID.randomUUID().toString(),
                asked);
        new Purchase(api).pay(buyer, group.get("groupId").getStringValue());
        return group.get("orders").get(0).get("orderId").getStringValue();
    }

    /** @return whether his phone was told how many he gets */
    private boolean told(Bought bought) {
        JsonNode notices = api.get(
                people.of(Role.COUNTY_OPERATOR),
                "/api/county/notices?phone=" + Api.query(bought.buyer().phone()));
        for (JsonNode notice : notices.get("items").values()) {
            if ("PRESALE_COMES".equals(notice.get("kind").getStringValue())) {
                return true;
            }
        }
        return false;
    }

    private void await(Bought each, String path, Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (!wanted.test(api.get(each.buyer(), path))) {
            if (System.nanoTime() > deadline) {
                throw new Unplayable("not within " + WITHIN.toSeconds() + " s: presale order " + each.order());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean is(JsonNode order, String name, String value) {
        return value.equals(order.get(name).coerceStringValue());
    }
}
