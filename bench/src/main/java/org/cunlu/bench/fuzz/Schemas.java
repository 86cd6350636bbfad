package org.cunlu.bench.fuzz;

import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The schemas of one description. The words that our own description uses, no others. */
final class Schemas {
    private static final int PARTS_MAX = 20;

    private final JsonNode document;
    private final Map<JsonNode, Shape> shapes = new IdentityHashMap<>();

    Schemas(JsonNode document) {
        this.document = document;
    }

    synchronized Shape of(JsonNode schema) {
        Shape known = shapes.get(schema);
        if (known == null) {
            var parts = new ArrayList<JsonNode>();
            collect(schema, parts);
            known = join(parts);
            shapes.put(schema, known);
        }
        return known;
    }

    static JsonNode resolved(JsonNode document, JsonNode node) {
        String ref = Operation.text(node, "$ref");
        if (ref == null) {
            return node;
        }
        JsonNode at = document;
        for (String step : ref.substring("#/".length()).split("/")) {
            at = at.get(step);
            if (at == null) {
                throw new IllegalStateException("the description has no " + ref);
            }
        }
        return at;
    }

    private void collect(JsonNode schema, List<JsonNode> parts) {
        if (parts.size() == PARTS_MAX) {
            throw new IllegalStateException("a schema of more than " + PARTS_MAX + " parts");
        }
        parts.add(schema);
        if (Operation.text(schema, "$ref") != null) {
            collect(resolved(document, schema), parts);
        }
        JsonNode all = schema.get("allOf");
        if (all != null) {
            all.values().forEach(part -> collect(part, parts));
        }
    }

    private static Shape join(List<JsonNode> parts) {
        var properties = new LinkedHashMap<String, JsonNode>();
        Set<String> required = new LinkedHashSet<>();
        var choices = new LinkedHashSet<String>();
        var types = new LinkedHashSet<String>();
        for (JsonNode part : parts) {
            each(part, "type").forEach(type -> types.add(type.getStringValue()));
            each(part, "required").forEach(name -> required.add(name.getStringValue()));
            each(part, "enum").forEach(choice -> choices.add(choice.coerceStringValue()));
            JsonNode own = part.get("properties");
            if (own != null) {
                own.entries().forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
            }
        }
        boolean nullable = types.remove("null");
        String format = text(parts, "format");
        String pattern = text(parts, "pattern");
        JsonNode others = first(parts, "additionalProperties");
        return new Shape(
                kind(types, properties.isEmpty() && others == null, choices.isEmpty()),
                nullable,
                format == null ? "" : format,
                pattern == null ? null : Pattern.compile(pattern),
                bound(parts, "minLength", 0),
                bound(parts, "maxLength", Integer.MAX_VALUE),
                number(parts, "minimum"),
                number(parts, "maximum"),
                bound(parts, "minItems", 0),
                bound(parts, "maxItems", Integer.MAX_VALUE),
                List.copyOf(choices),
                properties,
                required,
                first(parts, "items"),
                others);
    }

    /** What may be null is described as {@code [string, null, object]}: the last one means nothing. */
    private static String kind(Set<String> types, boolean bare, boolean free) {
        for (String type : types) {
            if (!type.equals("object")) {
                return type;
            }
        }
        if (!bare || types.contains("object")) {
            return "object";
        }
        return free ? "any" : "string";
    }

    private static List<JsonNode> each(JsonNode part, String name) {
        JsonNode node = part.get(name);
        var values = new ArrayList<JsonNode>();
        if (node != null && node.isArray()) {
            node.values().forEach(values::add);
        } else if (node != null && !node.isObject()) {
            values.add(node);
        }
        return values;
    }

    private static JsonNode first(List<JsonNode> parts, String name) {
        return parts.stream()
                .map(part -> part.get(name))
                .filter(node -> node != null)
                .findFirst()
                .orElse(null);
    }

    private static String text(List<JsonNode> parts, String name) {
        JsonNode node = first(parts, name);
        return node == null ? null : node.getStringValue();
    }

    private static BigDecimal number(List<JsonNode> parts, String name) {
        JsonNode node = first(parts, name);
        return node == null ? null : node.getBigDecimalValue();
    }

    private static int bound(List<JsonNode> parts, String name, int otherwise) {
        BigDecimal number = number(parts, name);
        return number == null
                ? otherwise
                : number.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    }
}
