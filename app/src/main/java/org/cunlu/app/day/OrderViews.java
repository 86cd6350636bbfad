package org.cunlu.app.day;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Person;
import org.cunlu.app.play.Unplayable;

/** Orders as their buyers look them up: each buyer his own, several at once. */
final class OrderViews {
    /** The API shows so many at once. */
    private static final int AT_ONCE = 50;

    private OrderViews() {}

    /** Some orders of one buyer. */
    private record Asked(Person buyer, List<String> orders) {}

    /** @return each of them by its id */
    static Map<String, JsonNode> of(Api api, Collection<Bought> bought) {
        var byBuyer = new LinkedHashMap<Person, List<String>>();
        bought.forEach(each -> byBuyer.computeIfAbsent(each.buyer(), buyer -> new ArrayList<>())
                .add(each.order()));
        var asked = new ArrayList<Asked>();
        byBuyer.forEach((buyer, orders) -> {
            for (int from = 0; from < orders.size(); from += AT_ONCE) {
                asked.add(new Asked(buyer, orders.subList(from, Math.min(orders.size(), from + AT_ONCE))));
            }
        });
        var views = new HashMap<String, JsonNode>();
        Together.each(
                        asked,
                        some -> api.get(
                                some.buyer(), "/api/shop/order-views?orders=" + String.join(",", some.orders())))
                .forEach(answer -> answer.values().forEach(view -> views.put(County.text(view, "orderId"), view)));
        if (views.size() < bought.size()) {
            throw new Unplayable("some orders are not shown to their buyers");
        }
        return views;
    }
}
