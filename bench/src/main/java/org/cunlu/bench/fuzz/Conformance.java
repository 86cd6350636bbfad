package org.cunlu.bench.fuzz;

import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Whether a value is as a schema says. */
final class Conformance {
    private static final int BREACHES_MAX = 3;
    private static final int DEPTH_MAX = 30;

    private final Schemas schemas;

    Conformance(Schemas schemas) {
        this.schemas = schemas;
    }

    /** @return what is not as the schema says, three at most, each with its place; empty when all is */
    List<String> breaches(JsonNode schema, JsonNode value) {
        var breaches = new ArrayList<String>();
        look(schema, value, "$", 0, breaches);
        return breaches;
    }

    private void look(JsonNode schema, JsonNode value, String at, int depth, List<String> breaches) {
        if (breaches.size() >= BREACHES_MAX || depth > DEPTH_MAX) {
            return;
        }
        Shape shape = schemas.of(schema);
        if (value == null || value.isNull()) {
            if (!shape.nullable() && !shape.kind().equals("any")) {
                breaches.add(at + " is null, not " + shape.kind());
            }
            return;
        }
        switch (shape.kind()) {
            case "string" -> text(shape, value, at, breaches);
            case "integer", "number" -> number(shape, value, at, breaches);
            case "boolean" -> must(value.isBoolean(), at, "no boolean", breaches);
            case "array" -> array(shape, value, at, depth, breaches);
            case "object" -> object(shape, value, at, depth, breaches);
            default -> {
                // Nothing is said of it.
            }
        }
    }

    private static void text(Shape shape, JsonNode value, String at, List<String> breaches) {
        if (!value.isString()) {
            breaches.add(at + " is no string");
            return;
        }
        String text = value.getStringValue();
        if (!shape.choices().isEmpty()) {
            must(shape.choices().contains(text), at, "none of " + shape.choices(), breaches);
        }
        // Characters that take two units are one or two, by who counts: only what is too long either way is a breach.
        int length = text.codePointCount(0, text.length());
        must(length <= shape.lengthMax(), at, "longer than " + shape.lengthMax(), breaches);
        must(text.length() >= shape.lengthMin(), at, "shorter than " + shape.lengthMin(), breaches);
        must(
                shape.pattern() == null || shape.pattern().matcher(text).matches(),
                at,
                "not " + shape.pattern(),
                breaches);
        must(formed(shape.format(), text), at, "no " + shape.format(), breaches);
    }

    private static boolean formed(String format, String text) {
        try {
            switch (format) {
                case "date" -> LocalDate.parse(text);
                case "date-time" -> {
                    if (text.endsWith("Z")) {
                        Instant.parse(text);
                    } else {
                        OffsetDateTime.parse(text);
                    }
                }
                case "partial-time" -> LocalTime.parse(text);
                default -> {
                    // No more formats are told of.
                }
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void number(Shape shape, JsonNode value, String at, List<String> breaches) {
        if (!value.isNumber()) {
            breaches.add(at + " is no number");
            return;
        }
        BigDecimal number = value.getBigDecimalValue();
        if (shape.kind().equals("integer")) {
            must(number.stripTrailingZeros().scale() <= 0, at, "no integer", breaches);
        }
        must(shape.least() == null || number.compareTo(shape.least()) >= 0, at, "below " + shape.least(), breaches);
        must(shape.most() == null || number.compareTo(shape.most()) <= 0, at, "above " + shape.most(), breaches);
    }

    private void array(Shape shape, JsonNode value, String at, int depth, List<String> breaches) {
        if (!value.isArray()) {
            breaches.add(at + " is no array");
            return;
        }
        must(value.size() >= shape.itemsMin(), at, "fewer than " + shape.itemsMin(), breaches);
        must(value.size() <= shape.itemsMax(), at, "more than " + shape.itemsMax(), breaches);
        if (shape.items() != null) {
            for (JsonNode item : value.values()) {
                look(shape.items(), item, at + "[]", depth + 1, breaches);
            }
        }
    }

    private void object(Shape shape, JsonNode value, String at, int depth, List<String> breaches) {
        if (!value.isObject()) {
            breaches.add(at + " is no object");
            return;
        }
        for (String name : shape.required()) {
            must(value.get(name) != null, at + "." + name, "not there", breaches);
        }
        for (var entry : value.entries()) {
            JsonNode schema = shape.properties().getOrDefault(entry.getKey(), shape.others());
            boolean left = entry.getValue().isNull() && !shape.required().contains(entry.getKey());
            // What need not be there may as well be null.
            if (schema != null && schema.isObject() && !left) {
                look(schema, entry.getValue(), at + "." + entry.getKey(), depth + 1, breaches);
            }
        }
    }

    private static void must(boolean holds, String at, String otherwise, List<String> breaches) {
        if (!holds) {
            breaches.add(at + " is " + otherwise);
        }
    }
}
