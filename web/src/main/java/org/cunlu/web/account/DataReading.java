package org.cunlu.web.account;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cunlu.kernel.money.Fen;
import org.cunlu.web.Words;

/** Makes what is known of somebody readable: names of fields in words, times by the county's clock, money in yuan. */
@Singleton
class DataReading {
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");
    private static final int SHOWN_MAX = 100;

    private final JsonMapper json;

    DataReading(JsonMapper json) {
        this.json = json;
    }

    byte[] file(Map<String, Object> data) {
        try {
            return json.writeValueAsBytes(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Datum.Entry> read(Map<String, Object> data, Words words) {
        try {
            return entries(json.writeValueToTree(data), words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Datum.Entry> entries(JsonNode object, Words words) {
        var entries = new ArrayList<Datum.Entry>();
        object.entries().forEach(entry -> {
            String name = entry.getKey();
            entries.add(
                    new Datum.Entry(words.textOr("account.data." + name, name), datum(name, entry.getValue(), words)));
        });
        return entries;
    }

    private static Datum datum(String name, JsonNode node, Words words) {
        if (node.isObject()) {
            return new Datum.Group(entries(node, words));
        }
        if (node.isArray()) {
            var items = new ArrayList<Datum>();
            node.values().forEach(value -> items.add(datum(name, value, words)));
            int shown = Math.min(items.size(), SHOWN_MAX);
            return new Datum.Items(List.copyOf(items.subList(0, shown)), items.size() - shown);
        }
        return new Datum.Text(text(name, node, words));
    }

    private static String text(String name, JsonNode node, Words words) {
        if (node.isNull()) {
            return "";
        }
        if (node.isBoolean()) {
            return node.getBooleanValue() ? words.text("account.yes") : words.text("account.no");
        }
        if (node.isNumber() && name.endsWith("Fen")) {
            return Fen.text(node.getLongValue());
        }
        String text = node.coerceStringValue();
        return switch (name) {
            case "role" -> words.textOr("account.role." + text, text);
            case "way" -> words.textOr("account.way." + text, words.textOr("account.consent.way." + text, text));
            default -> MOMENT.matcher(text).matches() ? Times.text(Instant.parse(text)) : text;
        };
    }
}
