package org.cunlu.web.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Joins the modules' documents into one. What two modules say differently is a conflict; the first one's word stands. */
final class Merge {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final Map<String, Object> document;
    private final Map<String, Object> paths;
    private final Map<String, Object> schemas;
    private final List<String> conflicts = new ArrayList<>();

    /** @param base what stands in the document before any module speaks; changed */
    Merge(Map<String, Object> base) {
        this.document = base;
        this.paths = Tree.object(base, "paths");
        this.schemas = Tree.object(Tree.object(base, "components"), "schemas");
    }

    void add(String module, Map<String, Object> part) {
        Tree.object(part, "paths")
                .forEach((path, item) -> addPath(module, path, Tree.object(Tree.object(part, "paths"), path)));
        Tree.object(Tree.object(part, "components"), "schemas")
                .forEach((name, schema) -> addSchema(module, name, schema));
    }

    /** @return the whole, in the order of its paths and names */
    Map<String, Object> document() {
        var sorted = new LinkedHashMap<>(document);
        sorted.put("paths", new TreeMap<>(paths));
        Tree.object(sorted, "components").put("schemas", new TreeMap<>(schemas));
        return sorted;
    }

    /** @return what was said twice and differently, in words */
    List<String> conflicts() {
        return List.copyOf(conflicts);
    }

    private void addPath(String module, String path, Map<String, Object> item) {
        Map<String, Object> known = Tree.object(paths, path);
        item.forEach((name, value) -> {
            if (METHODS.contains(name)) {
                // Unique in the whole document, as the standard demands.
                Map<String, Object> operation = Tree.object(item, name);
                operation.computeIfPresent("operationId", (key, id) -> module + "." + id);
                if (known.putIfAbsent(name, operation) != null) {
                    conflicts.add(module + " describes " + name + " " + path + " again");
                }
            } else if (!value.equals(known.computeIfAbsent(name, absent -> value))) {
                conflicts.add(module + " says otherwise of " + name + " of " + path);
            }
        });
    }

    private void addSchema(String module, String name, Object schema) {
        Object known = schemas.putIfAbsent(name, schema);
        if (known == null) {
            return;
        }
        if (!Tree.withoutDescriptions(known).equals(Tree.withoutDescriptions(schema))) {
            conflicts.add(module + " has another schema " + name);
        } else if (schema.toString().length() > known.toString().length()) {
            // Only the module that owns a type sees its Javadoc.
            schemas.put(name, schema);
        }
    }
}
