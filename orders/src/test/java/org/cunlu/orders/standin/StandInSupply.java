package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.Supply;

/** Anybody supplies anybody until a test says otherwise. */
@Singleton
@Primary
@Requires(property = "orders.stand-ins", value = "true")
@Requires(property = "orders.real-room", notEquals = "true")
public class StandInSupply implements Supply {
    private final Map<Programme, Set<String>> only = new ConcurrentHashMap<>();

    public void only(Programme programme, String... suppliers) {
        only.put(programme, Set.of(suppliers));
    }

    public void anybody() {
        only.clear();
    }

    @Override
    public Optional<Set<String>> suppliers(Programme programme, String nodeCode, LocalDate day) {
        return Optional.ofNullable(only.get(programme));
    }
}
