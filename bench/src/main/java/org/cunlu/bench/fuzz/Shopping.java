package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Somebody fills his cart, asks what it costs, orders and pays: by chance alone that would hardly ever come about, and there
 * would be no orders, parcels and payments to ask for.
 */
final class Shopping {
    private static final int LINES = 3;

    private final Run run;
    private final Asking asking;

    Shopping(Run run, Asking asking) {
        this.run = run;
        this.asking = asking;
    }

    /** Ends where something is refused: a village that is not served, an offer that is sold out or may not be sold any more. */
    void buy(Random random) throws IOException {
        Optional<Object> village = run.pool().draw(random, "villageCode", false);
        if (village.isEmpty()) {
            return;
        }
        Person person = run.people().buyer(random);
        var offers = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < LINES; i++) {
            Optional<Object> offer = run.pool().draw(random, "offerId", false);
            if (offer.isPresent()) {
                offers.add(Map.of("offerId", offer.get()));
                said("PUT /api/shop/cart/lines/{offerId}", person, offers.getLast(), Map.of("quantity", 1));
            }
        }
        var where = Map.of("villageCode", village.get());
        var ask = Map.of("destination", where, "payment", "ONLINE");
        Optional<JsonNode> quote = said("POST /api/shop/quotes", person, Map.of(), ask);
        if (quote.isPresent()) {
            order(person, where, quote.get().get("totalFen").getNumberValue());
            return;
        }
        // One that may not be sold would stand in the way of all that he wants after it.
        for (Map<String, Object> offer : offers) {
            said("DELETE /api/shop/cart/lines/{offerId}", person, offer, null);
        }
    }

    private void order(Person person, Map<String, Object> where, Number totalFen) throws IOException {
        var order = new LinkedHashMap<String, Object>();
        order.put("destination", where);
        order.put("recipient", Map.of("name", "试件人", "phone", person.phone()));
        order.put("quotedTotalFen", totalFen);
        order.put("payment", "ONLINE");
        String id = text(said("POST /api/shop/order-groups", person, Map.of(), order), "groupId");
        if (id == null) {
            return;
        }
        Map<String, Object> group = Map.of("groupId", id);
        said("GET /api/shop/order-groups/{groupId}", person, group, null);
        var gateway = Map.of("gateway", "SANDBOX");
        String charge =
                text(said("POST /api/shop/order-groups/{groupId}/payments", person, group, gateway), "chargeId");
        if (charge != null) {
            said("POST /sandbox/charges/{chargeId}/pay", person, Map.of("chargeId", charge), Map.of());
        }
    }

    private static @Nullable String text(Optional<JsonNode> answer, String name) {
        return answer.map(node -> Operation.text(node, name)).orElse(null);
    }

    private Optional<JsonNode> said(String name, Person person, Map<String, Object> path, @Nullable Object body)
            throws IOException {
        Optional<Operation> operation = run.description().operations().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (operation.isEmpty()) {
            return Optional.empty();
        }
        var draft = new Draft(operation.get(), person);
        draft.path.putAll(path);
        if (body != null) {
            draft.contentType = "application/json";
            draft.body = body;
        }
        if (!operation.get().reads()) {
            draft.headers.put("Idempotency-Key", Long.toHexString(System.nanoTime()) + "-shopping");
        }
        return asking.told(draft);
    }
}
