package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, strings, numbers and booleans, which can be spoilt, and written as no mapper would. */
final class Json {
    private static final ObjectMapper MAPPER = ObjectMapper.getDefault();

    private Json() {}

    /** Written as it is, whatever it is. */
    record Raw(String text) {}

    /** @return null when it is no JSON */
    static @Nullable JsonNode read(byte[] body) {
        try {
            return body.length == 0 ? null : MAPPER.readValue(body, JsonNode.class);
        } catch (IOException e) {
            return null;
        }
    }

    static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> JsonNode.nullNode();
            case Map<?, ?> map -> {
                var node = new LinkedHashMap<String, JsonNode>();
                map.forEach((name, each) -> node.put((String) name, node(each)));
                yield JsonNode.createObjectNode(node);
            }
            case List<?> list ->
                JsonNode.createArrayNode(list.stream().map(Json::node).toList());
            case String text -> JsonNode.createStringNode(text);
            case Boolean is -> JsonNode.createBooleanNode(is);
            default -> JsonNode.createNumberNode(new BigDecimal(value.toString()));
        };
    }

    /** @return one that can be changed and leaves this one as it is */
    static @Nullable Object copy(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, Object>();
                map.forEach((name, each) -> copy.put(name, copy(each)));
                yield copy;
            }
            case List<?> list -> {
                var copy = new ArrayList<>();
                list.forEach(each -> copy.add(copy(each)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    static String write(@Nullable Object value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map -> {
                String before = "{";
                for (var entry : map.entrySet()) {
                    out.append(before);
                    quote((String) entry.getKey(), out);
                    out.append(':');
                    write(entry.getValue(), out);
                    before = ",";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                String before = "[";
                for (Object each : list) {
                    out.append(before);
                    write(each, out);
                    before = ",";
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            case String text -> quote(text, out);
            case Raw raw -> out.append(raw.text());
            case null, default -> out.append(value);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                // A surrogate of its own cannot be written in UTF-8, but it can be told of.
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
