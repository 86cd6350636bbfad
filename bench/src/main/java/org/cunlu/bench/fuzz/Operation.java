package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing that the API says it does.
 * @param path with {@code {names}}
 * @param said what it takes as body; null for nothing
 * @param answers what it may answer: schema by content type by status, {@code default} for what is not named
 * @param roles any one of which is enough; empty for whoever has signed in
 * @param open whether nobody need sign in
 */
record Operation(
        String method,
        String path,
        List<Param> params,
        @Nullable Said said,
        Map<String, Map<String, JsonNode>> answers,
        Set<String> roles,
        boolean open) {

    private static final String JSON = "application/json";

    /** @param in path, query or header */
    record Param(String name, String in, boolean required, JsonNode schema) {}

    /** @param byType schema by content type, in the order of the description */
    record Said(boolean required, Map<String, JsonNode> byType) {
        boolean json() {
            return byType.containsKey(JSON) && !"byte".equals(text(byType.get(JSON), "format"));
        }

        JsonNode jsonSchema() {
            return byType.get(JSON);
        }
    }

    String name() {
        return method + " " + path;
    }

    boolean reads() {
        return method.equals("GET");
    }

    boolean takesJson() {
        return said != null && said.json();
    }

    List<String> names(String in) {
        return params.stream()
                .filter(param -> param.in().equals(in))
                .map(Param::name)
                .toList();
    }

    /** @return the names in the path, from left to right */
    List<String> pathNames() {
        return Pattern.compile("\\{([^}]+)}")
                .matcher(path)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** @return what the description says of this status; null when neither it nor a default is there */
    @Nullable
    Map<String, JsonNode> answer(int status) {
        Map<String, JsonNode> named = answers.get(String.valueOf(status));
        // A default is how refusals look: no success is covered by it.
        return named != null || status < 400 ? named : answers.get("default");
    }

    static @Nullable String text(@Nullable JsonNode node, String name) {
        JsonNode value = node == null ? null : node.get(name);
        return value == null || !value.isString() ? null : value.getStringValue();
    }
}
