package org.cunlu.bench.fuzz;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cunlu.bench.fuzz.Operation.Param;
import org.cunlu.bench.fuzz.Operation.Said;

/** What the running app says of its API at {@code /openapi.json}. */
record Description(List<Operation> operations, Schemas schemas) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    static Description of(JsonNode document) {
        var operations = new ArrayList<Operation>();
        for (var path : document.get("paths").entries()) {
            for (var operation : path.getValue().entries()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(operation(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            operation.getValue(),
                            document));
                }
            }
        }
        return new Description(List.copyOf(operations), new Schemas(document));
    }

    /**
     * @param path of an operation, with {@code {names}}
     * @return methods that some operation has at an address of that shape: {@code DELETE /things/{id}} is one of
     *     {@code /things/new} too
     */
    Set<String> methods(String path) {
        var methods = new LinkedHashSet<String>();
        operations.stream().filter(each -> covers(each.path(), path)).forEach(each -> methods.add(each.method()));
        return methods;
    }

    private static boolean covers(String shape, String path) {
        String[] one = shape.split("/");
        String[] other = path.split("/");
        boolean covers = one.length == other.length;
        for (int i = 0; covers && i < one.length; i++) {
            covers = one[i].equals(other[i]) || one[i].startsWith("{") || other[i].startsWith("{");
        }
        return covers;
    }

    private static Operation operation(String method, String path, JsonNode node, JsonNode document) {
        JsonNode security = node.get("security");
        return new Operation(
                method,
                path,
                params(node.get("parameters")),
                said(node.get("requestBody")),
                answers(node.get("responses"), document),
                roles(node.get("x-cunlu-roles")),
                security != null && security.size() == 0);
    }

    private static List<Param> params(JsonNode node) {
        var params = new ArrayList<Param>();
        if (node != null) {
            for (JsonNode each : node.values()) {
                JsonNode schema = each.get("schema");
                params.add(new Param(
                        each.get("name").getStringValue(),
                        each.get("in").getStringValue(),
                        isTrue(each.get("required")),
                        schema == null ? JsonNode.createObjectNode(Map.of()) : schema));
            }
        }
        return List.copyOf(params);
    }

    private static Said said(JsonNode node) {
        return node == null ? null : new Said(isTrue(node.get("required")), content(node));
    }

    private static Map<String, Map<String, JsonNode>> answers(JsonNode node, JsonNode document) {
        var answers = new LinkedHashMap<String, Map<String, JsonNode>>();
        for (var each : node.entries()) {
            answers.put(each.getKey(), content(Schemas.resolved(document, each.getValue())));
        }
        return answers;
    }

    private static Map<String, JsonNode> content(JsonNode node) {
        var byType = new LinkedHashMap<String, JsonNode>();
        JsonNode content = node.get("content");
        if (content != null) {
            for (var each : content.entries()) {
                JsonNode schema = each.getValue().get("schema");
                byType.put(each.getKey(), schema == null ? JsonNode.createObjectNode(Map.of()) : schema);
            }
        }
        return byType;
    }

    private static Set<String> roles(JsonNode node) {
        var roles = new LinkedHashSet<String>();
        if (node != null) {
            node.values().forEach(role -> roles.add(role.getStringValue()));
        }
        return roles;
    }

    private static boolean isTrue(JsonNode node) {
        return node != null && node.isBoolean() && node.getBooleanValue();
    }
}
