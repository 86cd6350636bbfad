package org.cunlu.app.whole;

import io.micronaut.json.tree.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.cunlu.app.doors.Doors.Door;

/**
 * Requests as the API's own description wants them, with what must be there and no more: what is asked for is looked for then, and
 * not refused for its form.
 */
final class WellFormed {
    private static final int DEPTH_MAX = 6;
    private static final String WORDS = "查验核对 · a check of ours";
    /** What codes and numbers look like here; the first that a pattern takes is taken. */
    private static final List<String> TEXTS = List.of(
            "0ABCDEFGHJKMN",
            "RICE-5K",
            "500233102201",
            "500233",
            "13800138000",
            "123456",
            "12345678",
            "2027-01-04",
            "10:00",
            "500233199001011236",
            "6222021234567890128",
            "A",
            "GRAIN",
            "scan-1",
            "https://example.cn/x",
            "orders.order-paid",
            "LPR1Y",
            "2027",
            "2027-01",
            "1",
            "abc");

    /** @param query with its question mark, or empty @param body empty for none */
    record Request(String query, String body) {}

    private final JsonNode document;

    WellFormed(JsonNode document) {
        this.document = document;
    }

    /** @param own what stands under these names whatever is described: where somebody works, what he answers for */
    Request of(Door door, Map<String, String> own) {
        JsonNode path = document.get("paths").get(door.address());
        JsonNode operation = path == null ? null : path.get(door.method().toLowerCase(Locale.ROOT));
        if (operation == null) {
            return new Request("", "");
        }
        String query = each(operation.get("parameters")).stream()
                .filter(each -> "query".equals(text(each, "in")) && isTrue(each.get("required")))
                .map(each -> text(each, "name") + "="
                        + encoded(unquoted(value(each.get("schema"), text(each, "name"), own, 0))))
                .collect(Collectors.joining("&"));
        JsonNode said = operation.get("requestBody");
        JsonNode json = said == null || said.get("content") == null
                ? null
                : said.get("content").get("application/json");
        return new Request(
                query.isEmpty() ? "" : "?" + query, json == null ? "" : value(json.get("schema"), "", own, 0));
    }

    private String value(JsonNode schema, String name, Map<String, String> own, int depth) {
        var parts = new ArrayList<JsonNode>();
        collect(schema, parts);
        String mine = own.get(name);
        if (mine != null) {
            return quoted(mine);
        }
        JsonNode choices = first(parts, "enum");
        if (choices != null) {
            return quoted(choices.values().iterator().next().coerceStringValue());
        }
        return switch (kind(parts)) {
            case "boolean" -> "true";
            case "integer", "number" -> number(parts);
            case "array" -> {
                JsonNode items = first(parts, "items");
                yield items == null || depth > DEPTH_MAX ? "[]" : "[" + value(items, name, own, depth + 1) + "]";
            }
            case "object" -> object(parts, own, depth);
            default -> quoted(words(parts));
        };
    }

    private String object(List<JsonNode> parts, Map<String, String> own, int depth) {
        var properties = new LinkedHashMap<String, JsonNode>();
        var required = new ArrayList<String>();
        for (JsonNode part : parts) {
            if (part.get("properties") != null) {
                part.get("properties").entries().forEach(each -> properties.put(each.getKey(), each.getValue()));
            }
            each(part.get("required")).forEach(each -> required.add(each.getStringValue()));
        }
        return required.stream()
                .filter(properties::containsKey)
                .map(each -> quoted(each) + ":" + value(properties.get(each), each, own, depth + 1))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String number(List<JsonNode> parts) {
        JsonNode least = first(parts, "minimum");
        return String.valueOf(
                Math.max(1, least == null ? 1 : least.getBigDecimalValue().longValue()));
    }

    private static String words(List<JsonNode> parts) {
        String format =
                first(parts, "format") == null ? "" : first(parts, "format").getStringValue();
        switch (format) {
            case "date" -> {
                return "2027-01-04";
            }
            case "date-time" -> {
                return "2027-01-04T02:00:00Z";
            }
            case "partial-time" -> {
                return "10:00:00";
            }
            case "byte" -> {
                return "AAEC";
            }
            default -> {
                JsonNode pattern = first(parts, "pattern");
                JsonNode least = first(parts, "minLength");
                JsonNode most = first(parts, "maxLength");
                int length = most == null ? WORDS.length() : Math.min(WORDS.length(), most.getIntValue());
                String plain = WORDS.repeat(1 + (least == null ? 0 : least.getIntValue() / WORDS.length()))
                        .substring(0, Math.max(length, least == null ? 0 : least.getIntValue()));
                return pattern == null
                        ? plain
                        : TEXTS.stream()
                                .filter(each -> each.matches(pattern.getStringValue()))
                                .findFirst()
                                .orElse(plain);
            }
        }
    }

    private void collect(JsonNode schema, List<JsonNode> parts) {
        parts.add(schema);
        String ref = text(schema, "$ref");
        if (ref != null) {
            JsonNode at = document;
            for (String step : ref.substring("#/".length()).split("/")) {
                at = at.get(step);
            }
            collect(at, parts);
        }
        each(schema.get("allOf")).forEach(part -> collect(part, parts));
    }

    /** What may be null is described as {@code [string, null, object]}: the last one means nothing. */
    private static String kind(List<JsonNode> parts) {
        for (JsonNode part : parts) {
            JsonNode type = part.get("type");
            if (type != null && type.isString()) {
                return type.getStringValue();
            }
            for (JsonNode one : each(type)) {
                if (!one.getStringValue().equals("null")) {
                    return one.getStringValue();
                }
            }
        }
        return first(parts, "properties") == null ? "string" : "object";
    }

    private static JsonNode first(List<JsonNode> parts, String name) {
        return parts.stream()
                .filter(part -> part.get(name) != null)
                .map(part -> part.get(name))
                .findFirst()
                .orElse(null);
    }

    private static List<JsonNode> each(JsonNode node) {
        return node == null || !node.isArray()
                ? List.of()
                : StreamSupport.stream(node.values().spliterator(), false).toList();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || !value.isString() ? null : value.getStringValue();
    }

    private static boolean isTrue(JsonNode node) {
        return node != null && node.isBoolean() && node.getBooleanValue();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }

    private static String unquoted(String json) {
        return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
