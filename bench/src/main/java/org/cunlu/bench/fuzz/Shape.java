package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A schema with its references followed and its parts joined.
 * @param kind string, integer, number, boolean, array, object, or any
 * @param pattern of the whole string, as the app checks it
 * @param most largest number, or null; likewise {@code least}
 * @param others of properties that are not named; null when nothing is said of them
 */
record Shape(
        String kind,
        boolean nullable,
        String format,
        @Nullable Pattern pattern,
        int lengthMin,
        int lengthMax,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        int itemsMin,
        int itemsMax,
        List<String> choices,
        Map<String, JsonNode> properties,
        Set<String> required,
        @Nullable JsonNode items,
        @Nullable JsonNode others) {

    boolean isText() {
        return kind.equals("string");
    }

    boolean isNumber() {
        return kind.equals("integer") || kind.equals("number");
    }

    boolean hasLengthMax() {
        return lengthMax < Integer.MAX_VALUE;
    }
}
