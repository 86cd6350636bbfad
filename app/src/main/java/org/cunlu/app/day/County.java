package org.cunlu.app.day;

import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Person;
import org.cunlu.app.play.Unplayable;
import org.cunlu.logistics.Line;

/**
 * The county as its people can look it up: nodes, lines, villages, goods on sale.
 * @param villages by township code, those that a station serves
 * @param lines by code
 */
record County(
        Map<String, Place> nodes,
        Map<String, Line> lines,
        Map<String, List<Village>> villages,
        Map<String, Goods> goods) {
    private static final int TOWNSHIP_DIGITS = 9;

    /** @param tier HUB, TOWNSHIP, VILLAGE or GATEWAY */
    record Place(String code, String name, String tier, String parent, boolean open) {}

    /** A village and the station that serves it. */
    record Village(String code, String station) {}

    /** Something on sale. @param sources nodes it is served from */
    record Goods(
            String offer,
            String sku,
            boolean up,
            long weightGrams,
            long volumeCm3,
            boolean hazardous,
            long priceFen,
            int min,
            List<String> sources) {}

    static County read(Api api, Person dispatcher) {
        var nodes = new TreeMap<String, Place>();
        pages(api, dispatcher, "/api/dispatch/nodes?limit=100", item -> {
            JsonNode node = item.get("node");
            String code = text(node, "code");
            nodes.put(
                    code,
                    new Place(
                            code,
                            text(node, "name"),
                            text(node, "tier"),
                            text(node, "parentCode"),
                            "OPEN".equals(text(node, "status"))));
        });
        var lines = new TreeMap<String, Line>();
        pages(api, dispatcher, "/api/dispatch/lines?limit=100", item -> {
            Line line = line(item);
            lines.put(line.code(), line);
        });
        return new County(nodes, lines, villages(api, nodes), goods(api));
    }

    private static Map<String, List<Village>> villages(Api api, Map<String, Place> nodes) {
        var villages = new TreeMap<String, List<Village>>();
        for (Place place : nodes.values()) {
            if (!place.tier().equals("TOWNSHIP")) {
                continue;
            }
            var here = new ArrayList<Village>();
            api.get(null, "/api/shop/villages?limit=100&q=" + place.code())
                    .get("items")
                    .values()
                    .forEach(village -> here.add(new Village(text(village, "code"), text(village, "stationCode"))));
            here.removeIf(village -> !village.code().startsWith(place.code()));
            villages.put(place.code(), List.copyOf(here));
        }
        return villages;
    }

    private static Map<String, Goods> goods(Api api) {
        var goods = new LinkedHashMap<String, Goods>();
        for (String direction : List.of("UP", "DOWN")) {
            pages(api, null, "/api/shop/offers?limit=100&together=false&direction=" + direction, item -> {
                JsonNode sku = item.get("sku");
                var sources = new ArrayList<String>();
                item.get("sourceNodes").values().forEach(node -> sources.add(node.getStringValue()));
                goods.put(
                        text(item, "id"),
                        new Goods(
                                text(item, "id"),
                                text(sku, "code"),
                                direction.equals("UP"),
                                sku.get("weightGrams").getLongValue(),
                                sku.get("volumeCm3").getLongValue(),
                                "HAZARDOUS".equals(text(sku, "storageClass")),
                                item.get("priceFen").getLongValue(),
                                item.get("quantityMin").getIntValue(),
                                List.copyOf(sources)));
            });
        }
        return goods;
    }

    static void pages(Api api, Person who, String path, Consumer<JsonNode> each) {
        String cursor = "";
        do {
            JsonNode page = api.get(who, path + (cursor.isEmpty() ? "" : "&cursor=" + Api.query(cursor)));
            page.get("items").values().forEach(each);
            cursor = page.get("next") == null || page.get("next").isNull() ? "" : text(page, "next");
        } while (!cursor.isEmpty());
    }

    private static Line line(JsonNode json) {
        try {
            return ObjectMapper.getDefault().readValueFromTree(json, Argument.of(Line.class));
        } catch (IOException e) {
            throw new Unplayable("a line that cannot be read", e);
        }
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value.coerceStringValue();
    }

    /** @return the township a node lies in; the node itself for hub and gateway */
    static String township(String node) {
        return node.length() >= TOWNSHIP_DIGITS && node.indexOf('-') < 0 ? node.substring(0, TOWNSHIP_DIGITS) : node;
    }

    String tier(String node) {
        Place place = nodes.get(node);
        return place == null ? "" : place.tier();
    }

    String hub() {
        return the("HUB");
    }

    String gateway() {
        return the("GATEWAY");
    }

    private String the(String tier) {
        return nodes.values().stream()
                .filter(place -> place.tier().equals(tier) && place.open())
                .map(Place::code)
                .findFirst()
                .orElseThrow(() -> new Unplayable("no " + tier + " is open"));
    }

    /** @return whether one of them lies above the other */
    boolean aboveOrBelow(String one, String other) {
        return above(one, other) || above(other, one);
    }

    private boolean above(String upper, String lower) {
        for (Place at = nodes.get(lower); at != null && at.parent() != null; at = nodes.get(at.parent())) {
            if (at.parent().equals(upper)) {
                return true;
            }
        }
        return false;
    }

    Map<String, Goods> bySku() {
        var bySku = new HashMap<String, Goods>();
        goods.values().forEach(each -> bySku.put(each.sku(), each));
        return bySku;
    }
}
