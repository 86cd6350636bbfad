package org.cunlu.web.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reading in JSON that was parsed into maps and lists. */
final class Tree {
    private static final Set<Object> FOR_PEOPLE = Set.of("description", "x-enum-descriptions");

    private Tree() {}

    /** @return the object of that name, made when it is absent; changes to it change its parent */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>());
    }

    /** @return a copy without what only people read, so that two schemas can be compared by what they demand */
    static Object withoutDescriptions(Object node) {
        return switch (node) {
            case Map<?, ?> object -> {
                var copy = new LinkedHashMap<Object, Object>();
                object.forEach((name, value) -> {
                    if (!FOR_PEOPLE.contains(name)) {
                        copy.put(name, withoutDescriptions(value));
                    }
                });
                yield copy;
            }
            case List<?> list -> {
                var copy = new ArrayList<Object>();
                list.forEach(value -> copy.add(withoutDescriptions(value)));
                yield copy;
            }
            case null, default -> node;
        };
    }
}
