package org.cunlu.kernel.events;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who wants to hear of what. */
@Singleton
class Subscribers {
    private final Map<String, Subscriber<?>> byName = new LinkedHashMap<>();

    Subscribers(Collection<Subscriber<?>> beans) {
        for (Subscriber<?> bean : beans) {
            if (byName.put(bean.name(), bean) != null) {
                throw new IllegalStateException("two subscribers are named " + bean.name());
            }
        }
    }

    Collection<Subscriber<?>> all() {
        return byName.values();
    }

    Optional<Subscriber<?>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<String> namesOf(String topic) {
        return byName.values().stream()
                .filter(subscriber -> subscriber.topic().equals(topic))
                .map(Subscriber::name)
                .collect(Collectors.toList());
    }
}
