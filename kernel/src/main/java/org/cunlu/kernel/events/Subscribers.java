package org.cunlu.kernel.events;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who wants to hear of what. An event that was told without a kind is for all that want its topic. */
@Singleton
class Subscribers {
    private static final Pattern KIND = Pattern.compile("[A-Z][A-Z_]{0,39}");

    private final Map<String, Subscriber<?>> byName = new LinkedHashMap<>();

    Subscribers(Collection<Subscriber<?>> beans) {
        for (Subscriber<?> bean : beans) {
            if (byName.put(bean.name(), bean) != null) {
                throw new IllegalStateException("two subscribers are named " + bean.name());
            }
            bean.kinds().forEach(Subscribers::checked);
        }
    }

    Collection<Subscriber<?>> all() {
        return byName.values();
    }

    Optional<Subscriber<?>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @param kind null for an event that is for all */
    List<String> wanting(String topic, @Nullable String kind) {
        return byName.values().stream()
                .filter(subscriber -> subscriber.topic().equals(topic))
                .filter(subscriber -> kind == null
                        || subscriber.kinds().isEmpty()
                        || subscriber.kinds().contains(kind))
                .map(Subscriber::name)
                .collect(Collectors.toList());
    }

    /** @throws IllegalArgumentException when it could not be the last word of a routing key */
    @Nullable
    static String checked(@Nullable String kind) {
        if (kind != null && !KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("not a kind of event: " + kind);
        }
        return kind;
    }
}
