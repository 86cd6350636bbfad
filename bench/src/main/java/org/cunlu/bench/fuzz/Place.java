package org.cunlu.bench.fuzz;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a value stands in a draft.
 * @param in body, path, query or header
 * @param container map or list in which it stands, by its key or index
 */
record Place(String in, Object container, Object key, JsonNode schema, boolean required) {
    Object value() {
        return container instanceof Map<?, ?> map ? map.get(key) : ((List<?>) container).get((Integer) key);
    }

    @SuppressWarnings("unchecked")
    void put(Object value) {
        if (container instanceof Map<?, ?> map) {
            ((Map<Object, Object>) map).put(key, value);
        } else {
            ((List<Object>) container).set((Integer) key, value);
        }
    }

    void remove() {
        if (container instanceof Map<?, ?> map) {
            map.remove(key);
        } else {
            ((List<?>) container).remove((int) (Integer) key);
        }
    }

    boolean inBody() {
        return in.equals("body");
    }

    /** @return all that a draft has, and of its query what it might have */
    static List<Place> of(Draft draft, Schemas schemas) {
        var places = new ArrayList<Place>();
        for (Operation.Param param : draft.operation.params()) {
            Map<Object, Object> container = switch (param.in()) {
                case "path" -> draft.path;
                case "query" -> draft.query;
                default -> draft.headers;
            };
            places.add(new Place(param.in(), container, param.name(), param.schema(), param.required()));
        }
        if (draft.operation.takesJson()) {
            below(draft.body, draft.operation.said().jsonSchema(), schemas, places);
        }
        return places;
    }

    private static void below(Object value, JsonNode schema, Schemas schemas, List<Place> places) {
        Shape shape = schemas.of(schema);
        if (value instanceof Map<?, ?> map) {
            for (Object key : map.keySet()) {
                JsonNode of = shape.properties().getOrDefault((String) key, shape.others());
                if (of != null && of.isObject()) {
                    places.add(new Place("body", map, key, of, shape.required().contains(key)));
                    below(map.get(key), of, schemas, places);
                }
            }
        } else if (value instanceof List<?> list && shape.items() != null) {
            for (int i = 0; i < list.size(); i++) {
                places.add(new Place("body", list, i, shape.items(), false));
                below(list.get(i), shape.items(), schemas, places);
            }
        }
    }
}
