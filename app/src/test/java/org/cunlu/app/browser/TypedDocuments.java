package org.cunlu.app.browser;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The words in documents (sheets of products, terms of promotions, plans) and in long texts of a county are made markup as well. Words are what
 * has a Chinese letter or a blank in it; everything else there is a code, a number, a moment or an address.
 */
final class TypedDocuments {
    private static final Pattern WORDS = Pattern.compile("[\\p{IsHan} ]");
    private static final JsonMapper JSON = JsonMapper.createDefault();

    private final Connection connection;

    TypedDocuments(Connection connection) {
        this.connection = connection;
    }

    /** @return whether any row had words in this column */
    boolean spoil(String table, String column, Supplier<String> payload) throws SQLException {
        var changed = new LinkedHashMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select distinct " + column + " from " + table + " where " + column + " <> ''")) {
            while (rows.next()) {
                String held = rows.getString(1);
                String spoilt = spoilt(held, payload);
                if (!spoilt.equals(held)) {
                    changed.put(held, spoilt);
                }
            }
        }
        try (var update =
                connection.prepareStatement("update " + table + " set " + column + " = ? where " + column + " = ?")) {
            for (var change : changed.entrySet()) {
                update.setString(1, change.getValue());
                update.setString(2, change.getKey());
                update.executeUpdate();
            }
        }
        return !changed.isEmpty();
    }

    private static String spoilt(String held, Supplier<String> payload) {
        if (!held.startsWith("{") && !held.startsWith("[")) {
            return WORDS.matcher(held).find() ? payload.get() : held;
        }
        try {
            JsonNode document = JSON.readValue(held, JsonNode.class);
            return new String(JSON.writeValueAsBytes(spoilt(document, payload)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("no document: " + held, e);
        }
    }

    private static JsonNode spoilt(JsonNode node, Supplier<String> payload) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            node.entries().forEach(field -> fields.put(field.getKey(), spoilt(field.getValue(), payload)));
            return JsonNode.createObjectNode(fields);
        }
        if (node.isArray()) {
            List<JsonNode> values = new ArrayList<>();
            node.values().forEach(value -> values.add(spoilt(value, payload)));
            return JsonNode.createArrayNode(values);
        }
        return node.isString() && WORDS.matcher(node.getStringValue()).find()
                ? JsonNode.createStringNode(payload.get())
                : node;
    }
}
