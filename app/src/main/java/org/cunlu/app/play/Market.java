package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.time.CountyTime;

/** What people look up: goods, villages, flows, the audit. */
final class Market {
    private final Api api;

    Market(Api api) {
        this.api = api;
    }

    /** @param source first node it is served from */
    record Goods(String offer, String name, String seller, long priceFen, long weightGrams, List<String> sources) {}

    /** A village and the station that serves it. */
    record Village(String code, String name, String station) {}

    /** @return what is on sale by these words, in the order of the answer */
    List<Goods> find(String words, String direction) {
        JsonNode found = api.get(
                null, "/api/shop/offers?limit=100&together=false&q=" + Api.query(words) + "&direction=" + direction);
        var goods = new ArrayList<Goods>();
        found.get("items").values().forEach(item -> {
            var sources = Api.list(item.get("sourceNodes")).stream()
                    .map(JsonNode::getStringValue)
                    .toList();
            JsonNode sku = item.get("sku");
            goods.add(new Goods(
                    item.get("id").getStringValue(),
                    sku.get("name").getStringValue(),
                    item.get("sellerCode").getStringValue(),
                    item.get("priceFen").getLongValue(),
                    sku.get("weightGrams").getLongValue(),
                    sources));
        });
        if (goods.isEmpty()) {
            throw new Unplayable("nothing is on sale by the words " + words);
        }
        return goods;
    }

    List<Village> villages(String words) {
        var villages = new ArrayList<Village>();
        api.get(null, "/api/shop/villages?limit=100&q=" + Api.query(words))
                .get("items")
                .values()
                .forEach(village -> villages.add(new Village(
                        village.get("code").getStringValue(),
                        village.get("name").getStringValue(),
                        village.get("stationCode").getStringValue())));
        return villages;
    }

    /** Whole days of the county, the first and the last included. */
    List<Outcome.Flow> flows(Person operator, Instant from, Instant to) {
        JsonNode flows =
                api.get(operator, "/api/county/flows?from=" + CountyTime.date(from) + "&to=" + CountyTime.date(to));
        return List.of("up", "down", "across", "out").stream()
                .map(direction -> new Outcome.Flow(
                        direction,
                        flows.get(direction).get("parcels").getLongValue(),
                        flows.get(direction).get("grams").getLongValue()))
                .toList();
    }

    List<AuditRow> audit(Person operator) {
        var rows = new ArrayList<AuditRow>();
        api.get(operator, "/api/county/audit").get("rows").values().forEach(row -> {
            var examples = new ArrayList<String>();
            if (row.get("examples") != null) {
                row.get("examples").values().forEach(example -> examples.add(example.coerceStringValue()));
            }
            rows.add(new AuditRow(
                    row.get("name").getStringValue(),
                    row.get("checked").getLongValue(),
                    row.get("violations").getLongValue(),
                    examples,
                    row.get("millis").getLongValue()));
        });
        return rows;
    }
}
