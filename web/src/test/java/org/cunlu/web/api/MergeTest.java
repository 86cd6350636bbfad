package org.cunlu.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergeTest {
    private final Merge merge = new Merge(new LinkedHashMap<>(Map.of("openapi", "3.1.0")));

    @Test
    void joinsPathsAndSchemas() {
        merge.add("orders", part("/api/b", "get", "find", "B", schema("string", null)));
        merge.add("catalog", part("/api/a", "get", "find", "A", schema("string", null)));
        merge.add("catalog", part("/api/b", "put", "change", "A", schema("string", null)));
        assertThat(merge.conflicts()).isEmpty();
        assertThat(Tree.object(merge.document(), "paths")).containsOnlyKeys("/api/a", "/api/b");
        assertThat(Tree.object(Tree.object(merge.document(), "paths"), "/api/b"))
                .containsOnlyKeys("get", "put");
        assertThat(Tree.object(Tree.object(merge.document(), "components"), "schemas"))
                .containsOnlyKeys("A", "B");
    }

    @Test
    void namesEachOperationAfterItsModuleAndItsBranch() {
        merge.add("orders", part("/api/b", "get", "find", "B", schema("string", null)));
        var operation = Tree.object(Tree.object(Tree.object(merge.document(), "paths"), "/api/b"), "get");
        assertThat(operation).containsEntry("operationId", "orders.find").containsEntry("tags", List.of("b"));
    }

    @Test
    void takesTheSchemaThatIsExplained() {
        var explained = schema("string", "a code");
        merge.add("orders", part("/api/b", "get", "find", "B", schema("string", null)));
        merge.add("catalog", part("/api/a", "get", "find", "B", explained));
        assertThat(merge.conflicts()).isEmpty();
        assertThat(Tree.object(Tree.object(merge.document(), "components"), "schemas"))
                .containsEntry("B", explained);
    }

    @Test
    void knowsThatConstantsAreStrings() {
        var constants = new LinkedHashMap<String, Object>(Map.of("enum", List.of("UP", "DOWN")));
        var explained = new LinkedHashMap<>(constants);
        explained.put("x-enum-descriptions", List.of("to town", "to the villages"));
        merge.add("search", part("/api/b", "get", "find", "Direction", constants));
        merge.add("catalog", part("/api/a", "get", "find", "Direction", explained));
        assertThat(merge.conflicts()).isEmpty();
        assertThat(Tree.object(Tree.object(Tree.object(merge.document(), "components"), "schemas"), "Direction"))
                .containsEntry("type", "string")
                .containsKey("x-enum-descriptions");
    }

    @Test
    void tellsWhenTwoModulesSayDifferentThings() {
        merge.add("orders", part("/api/b", "get", "find", "B", schema("string", null)));
        merge.add("catalog", part("/api/b", "get", "find", "B", schema("integer", null)));
        assertThat(merge.conflicts())
                .containsExactly("catalog describes get /api/b again", "catalog has another schema B");
    }

    private static Map<String, Object> part(
            String path, String method, String id, String name, Map<String, Object> schema) {
        var operation = new LinkedHashMap<String, Object>(Map.of("operationId", id));
        var item = new LinkedHashMap<String, Object>(Map.of(method, operation));
        var components = new LinkedHashMap<String, Object>();
        components.put("schemas", new LinkedHashMap<String, Object>(Map.of(name, schema)));
        var part = new LinkedHashMap<String, Object>();
        part.put("paths", new LinkedHashMap<String, Object>(Map.of(path, item)));
        part.put("components", components);
        return part;
    }

    private static Map<String, Object> schema(String type, String description) {
        var schema = new LinkedHashMap<String, Object>(Map.of("type", type));
        if (description != null) {
            schema.put("description", description);
        }
        return schema;
    }
}
