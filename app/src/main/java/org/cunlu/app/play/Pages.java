package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.util.function.Consumer;

/** Reads a list to its end. */
final class Pages {
    private Pages() {}

    /** @param path with a query already */
    static void of(Api api, Person who, String path, Consumer<JsonNode> each) {
        String cursor = null;
        do {
            JsonNode page = api.get(who, path + (cursor == null ? "" : "&cursor=" + Api.query(cursor)));
            page.get("items").values().forEach(each);
            JsonNode next = page.get("next");
            cursor = next == null || next.isNull() ? null : next.getStringValue();
        } while (cursor != null);
    }
}
