package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One buyer's way from an empty cart to an accepted order. */
final class Purchase {
    private final Api api;

    Purchase(Api api) {
        this.api = api;
    }

    /**
     * @param wants pieces by offer id
     * @param destination as the quote takes it
     * @param payment ONLINE or CASH_AT_PICKUP
     */
    record Wish(Person buyer, Map<String, Integer> wants, Map<String, Object> destination, String payment) {}

    /** @return the ids of the orders that were accepted */
    List<String> make(Wish wish) {
        Person buyer = wish.buyer();
        wish.wants()
                .forEach((offer, quantity) ->
                        api.put(buyer, "/api/shop/cart/lines/" + offer, Map.of("quantity", quantity)));
        var asked = new HashMap<String, Object>();
        asked.put("destination", wish.destination());
        asked.put("payment", wish.payment());
        JsonNode quote = api.post(buyer, "/api/shop/quotes", asked);
        asked.put("recipient", recipient(wish));
        asked.put("quotedTotalFen", quote.get("totalFen").getLongValue());
        JsonNode group =
                api.post(buyer, "/api/shop/order-groups", UUID.randomUUID().toString(), asked);
        if (wish.payment().equals("ONLINE")) {
            pay(buyer, group.get("groupId").getStringValue());
        }
        var orders = new ArrayList<String>();
        group.get("orders")
                .values()
                .forEach(order -> orders.add(order.get("orderId").getStringValue()));
        return orders;
    }

    private static Map<String, Object> recipient(Wish wish) {
        var recipient = new HashMap<String, Object>();
        recipient.put("name", wish.buyer().name());
        recipient.put("phone", wish.buyer().phone());
        if (wish.destination().containsKey("outside")) {
            recipient.put("address", "人民路 1 号");
        }
        return recipient;
    }

    void pay(Person buyer, String group) {
        JsonNode payment = api.post(
                buyer,
                "/api/shop/order-groups/" + group + "/payments",
                UUID.randomUUID().toString(),
                Map.of("gateway", "SANDBOX"));
        // The buyer's wallet: pays at the gateway, which then calls the app back when it likes.
        api.post(null, "/sandbox/charges/" + payment.get("chargeId").getStringValue() + "/pay", Map.of());
    }
}
