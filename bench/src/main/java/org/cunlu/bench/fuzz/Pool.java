package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ids and other facts that answers told, so that later requests are about things that are there. Kept by the name under
 * which they stood, and by the collection in which they did: {@code code} of {@code /api/shop/products} is what
 * {@code /api/shop/products/{code}} asks for.
 */
final class Pool {
    private static final int VALUES_MAX = 60;
    private static final int LENGTH_MAX = 200;
    private static final int DEPTH_MAX = 8;
    private static final int OWN_SHARE = 70;
    private static final int ITEMS_MAX = 40;
    private static final int THINGS_MAX = 20_000;
    private static final String OF = "of ";
    private static final String MADE = "made ";

    private final Map<String, List<Object>> values = new ConcurrentHashMap<>();
    /** Facts of one thing by its id or code: its version, above all. */
    private final Map<String, Map<String, Object>> things = new ConcurrentHashMap<>();

    /** @param path of the request, without its query  @param made whether the request made what it answers */
    void harvest(Operation operation, String path, JsonNode answer, boolean made, @Nullable Person by) {
        String whose = by == null ? "" : OF + by.accountId() + " ";
        String shape = operation.path();
        JsonNode items = answer.isObject() ? answer.get("items") : null;
        if (items != null && items.isArray()) {
            items(shape, path, items, made, whose);
            JsonNode next = answer.get("next");
            if (next != null && next.isString()) {
                put(shape + "#next", next.getStringValue());
            }
        } else if (answer.isArray()) {
            items(shape, path, answer, made, whose);
        } else {
            item(shape, path, answer, made, whose);
        }
    }

    private void items(String shape, String path, JsonNode items, boolean made, String whose) {
        int count = 0;
        for (JsonNode item : items.values()) {
            if (count++ < ITEMS_MAX) {
                item(shape, path, item, made, whose);
            }
        }
    }

    private void item(String shape, String path, JsonNode item, boolean made, String whose) {
        scalar(item).ifPresent(value -> keep(shape, path, "", value, made, whose));
        if (item.isObject()) {
            for (var entry : item.entries()) {
                scalar(entry.getValue()).ifPresent(value -> keep(shape, path, entry.getKey(), value, made, whose));
            }
        }
        thing(item);
        deeper("", item, 0, made);
    }

    private void thing(JsonNode item) {
        if (!item.isObject() || things.size() > THINGS_MAX) {
            return;
        }
        var facts = new HashMap<String, Object>();
        item.entries().forEach(entry -> scalar(entry.getValue()).ifPresent(value -> facts.put(entry.getKey(), value)));
        facts.forEach((name, value) -> {
            if (name.endsWith("id") || name.endsWith("Id") || name.endsWith("ode")) {
                things.merge(String.valueOf(value), facts, (before, now) -> now.size() >= before.size() ? now : before);
            }
        });
    }

    /** @return what was told last of the thing with this id or code */
    Map<String, Object> facts(Object id) {
        return things.getOrDefault(String.valueOf(id), Map.of());
    }

    private void keep(String shape, String path, String name, Object value, boolean made, String whose) {
        if (!whose.isEmpty()) {
            put(whose + shape + '#' + name, value);
            put(whose + name, value);
        }
        put(shape + '#' + name, value);
        put(path + '#' + name, value);
        if (name.equals("id") || name.equals("code")) {
            put(singular(last(shape)) + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), value);
        }
        if (made) {
            put(MADE + shape + '#' + name, value);
        }
    }

    private void deeper(String name, JsonNode node, int depth, boolean made) {
        if (depth > DEPTH_MAX) {
            return;
        }
        scalar(node).ifPresent(value -> {
            put(name, value);
            if (made) {
                put(MADE + name, value);
            }
        });
        if (node.isObject()) {
            node.entries().forEach(entry -> deeper(entry.getKey(), entry.getValue(), depth + 1, made));
        } else if (node.isArray()) {
            int count = 0;
            for (JsonNode each : node.values()) {
                if (count++ < ITEMS_MAX) {
                    deeper(name, each, depth + 1, made);
                }
            }
        }
    }

    private static Optional<Object> scalar(JsonNode node) {
        if (node.isString()) {
            String text = node.getStringValue();
            return text.isEmpty() || text.length() > LENGTH_MAX ? Optional.empty() : Optional.of(text);
        }
        return node.isNumber() ? Optional.of(node.getNumberValue()) : Optional.empty();
    }

    /** What was made before people came, such as their own accounts. */
    void own(String name, Object value) {
        put(name, value);
        put(MADE + name, value);
    }

    private void put(String key, Object value) {
        List<Object> kept = values.computeIfAbsent(key, _ -> new ArrayList<>());
        synchronized (kept) {
            if (kept.contains(value)) {
                return;
            }
            if (kept.size() == VALUES_MAX) {
                // Half stays from the beginning: what is drawn shall not all be of the last minute.
                kept.remove(VALUES_MAX / 2);
            }
            kept.add(value);
        }
    }

    /** @return one that stood under this name in an answer to him */
    Optional<Object> drawOwn(Random random, String name, @Nullable Person person) {
        return person == null ? Optional.empty() : any(random, OF + person.accountId() + " " + name);
    }

    /** @param only whether only what was made by us will do  @return one that stood under this name */
    Optional<Object> draw(Random random, String name, boolean only) {
        return any(random, (only ? MADE : "") + name);
    }

    /**
     * @param shape the collection as the description has it, {@code concrete} as it was asked
     * @param name of the part of the path that follows
     */
    Optional<Object> drawOf(
            Random random, String shape, String concrete, String name, boolean only, @Nullable Person person) {
        String singular = singular(last(shape));
        if (!only && random.nextInt(100) < OWN_SHARE) {
            // What somebody was told of is his to ask for more often than what others were.
            for (String field : List.of(name, "id", "code", singular + "Id", singular + "Code", "")) {
                Optional<Object> own = drawOwn(random, shape + '#' + field, person);
                if (own.isPresent()) {
                    return own;
                }
            }
        }
        for (String field : List.of(name, "id", "code", singular + "Id", singular + "Code", "")) {
            if (!only) {
                Optional<Object> own = any(random, concrete + '#' + field);
                if (own.isPresent()) {
                    return own;
                }
            }
            Optional<Object> there = any(random, (only ? MADE : "") + shape + '#' + field);
            if (there.isPresent()) {
                return there;
            }
        }
        boolean plain = name.equals("id") || name.equals("code");
        String end = plain ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : "";
        return draw(random, plain ? singular + end : name, only).or(() -> draw(random, singular, only));
    }

    int size() {
        return values.values().stream().mapToInt(List::size).sum();
    }

    private Optional<Object> any(Random random, String key) {
        List<Object> kept = values.get(key);
        if (kept == null) {
            return Optional.empty();
        }
        synchronized (kept) {
            return Optional.of(kept.get(random.nextInt(kept.size())));
        }
    }

    private static String last(String path) {
        String[] steps = path.split("/");
        for (int i = steps.length - 1; i > 0; i--) {
            if (!steps[i].startsWith("{")) {
                return steps[i];
            }
        }
        return "";
    }

    /** {@code order-groups} → {@code orderGroup}. */
    static String singular(String segment) {
        String one = segment.endsWith("ies")
                ? segment.substring(0, segment.length() - 3) + "y"
                : segment.endsWith("ches")
                        ? segment.substring(0, segment.length() - 2)
                        : segment.endsWith("s") ? segment.substring(0, segment.length() - 1) : segment;
        var name = new StringBuilder();
        for (String word : one.split("-")) {
            name.append(
                    name.isEmpty() || word.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
