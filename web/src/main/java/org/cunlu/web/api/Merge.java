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
        Map<String, Object> partPaths = Tree.object(part, "paths");
        partPaths.keySet().forEach(path -> addPath(module, path, Tree.object(partPaths, path)));
        Map<String, Object> partSchemas = Tree.object(Tree.object(part, "components"), "schemas");
        partSchemas.keySet().forEach(name -> addSchema(module, name, partSchemas));
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
                operation.put("tags", List.of(branch(path)));
                if (known.putIfAbsent(name, operation) != null) {
                    conflicts.add(module + " describes " + name + " " + path + " again");
                }
            } else if (!value.equals(known.computeIfAbsent(name, absent -> value))) {
                conflicts.add(module + " says otherwise of " + name + " of " + path);
            }
        });
    }

    /** @return who it is for, as the second part of {@code /api/shop/offers} tells */
    private static String branch(String path) {
        String[] parts = path.split("/");
        return parts.length > 2 && parts[1].equals("api") ? parts[2] : parts[1];
    }

    private void addSchema(String module, String name, Map<String, Object> part) {
        Map<String, Object> schema = Tree.object(part, name);
        if (schema.containsKey("enum")) {
            // The compiler leaves it out, and all our constants go over the wire by name.
            schema.putIfAbsent("type", "string");
        }
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
