package org.cunlu.app.day;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Person;

/** Buyers in the shop: cart, quote, order, and payment at the sandbox's wallet, each as the pages do it. */
final class Shopping {
    private static final long FIRST_PHONE = 13_700_000_000L;

    private final Api api;
    private final List<Person> buyers;
    private int numbers;

    Shopping(Api api, List<Person> buyers) {
        this.api = api;
        this.buyers = buyers;
    }

    /** One buyer's cart is one: his errands come one after the other, those of different buyers at once. */
    List<Bought> shop(List<Errand> errands) {
        var byBuyer = errands.stream().collect(Collectors.groupingBy(Errand::buyer, TreeMap::new, Collectors.toList()));
        var placed = new HashMap<Errand, List<String>>();
        Together.each(
                        byBuyer.values(),
                        some -> some.stream()
                                .map(errand -> Map.entry(errand, orders(errand)))
                                .toList())
                .forEach(some -> some.forEach(each -> placed.put(each.getKey(), each.getValue())));
        var bought = new ArrayList<Bought>();
        for (Errand errand : errands) {
            for (String order : placed.get(errand)) {
                bought.add(new Bought(errand, buyers.get(errand.buyer()), order, numbers++));
            }
        }
        return bought;
    }

    private List<String> orders(Errand errand) {
        Person buyer = buyers.get(errand.buyer());
        errand.wants()
                .forEach(
                        (offer, pieces) -> api.put(buyer, "/api/shop/cart/lines/" + offer, Map.of("quantity", pieces)));
        var asked = new HashMap<String, Object>();
        asked.put("destination", destination(errand));
        asked.put("payment", errand.cash() ? "CASH_AT_PICKUP" : "ONLINE");
        JsonNode quote = api.post(buyer, "/api/shop/quotes", asked);
        asked.put("recipient", recipient(errand));
        asked.put("quotedTotalFen", quote.get("totalFen").getLongValue());
        JsonNode group =
                api.post(buyer, "/api/shop/order-groups", UUID.randomUUID().toString(), asked);
        if (!errand.cash()) {
            pay(buyer, County.text(group, "groupId"));
        }
        var orders = Api.list(group.get("orders"));
        // By where they come from, which the seed decides; their ids it does not.
        orders.sort(Comparator.comparing(order -> County.text(order, "fromNode")));
        return orders.stream().map(order -> County.text(order, "orderId")).toList();
    }

    private static Map<String, Object> destination(Errand errand) {
        return errand.village() != null
                ? Map.of("villageCode", errand.village())
                : Map.of("outside", Map.of("province", errand.province(), "city", errand.province()));
    }

    private static Map<String, Object> recipient(Errand errand) {
        var recipient = new HashMap<String, Object>();
        recipient.put("name", "收件人" + errand.recipient());
        recipient.put("phone", String.valueOf(FIRST_PHONE + errand.recipient()));
        if (errand.village() == null) {
            recipient.put("address", "人民路 " + (1 + errand.recipient() % 300) + " 号");
        }
        return recipient;
    }

    private void pay(Person buyer, String group) {
        JsonNode payment = api.post(
                buyer,
                "/api/shop/order-groups/" + group + "/payments",
                UUID.randomUUID().toString(),
                Map.of("gateway", "SANDBOX"));
        api.post(null, "/sandbox/charges/" + County.text(payment, "chargeId") + "/pay", Map.of());
    }
}
