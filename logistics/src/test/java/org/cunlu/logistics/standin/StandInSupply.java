package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.Supply;

/** Supply lines that a test drew; where there are none, any node may supply. */
@Singleton
@Primary
@Requires(property = "logistics.stand-ins", value = "true")
@Requires(missingProperty = "logistics.real-network")
public class StandInSupply implements Supply {
    private final Map<String, Map<Programme, Set<String>>> lines = new ConcurrentHashMap<>();

    /** From now on only these supply the node with goods of the programme. */
    public void only(Programme programme, String nodeCode, String... suppliers) {
        lines.computeIfAbsent(nodeCode, _ -> new EnumMap<>(Programme.class)).put(programme, Set.of(suppliers));
    }

    public void forget(String nodeCode) {
        lines.remove(nodeCode);
    }

    @Override
    public Optional<Set<String>> suppliers(Programme programme, String nodeCode, LocalDate day) {
        return Optional.ofNullable(lines.getOrDefault(nodeCode, Map.of()).get(programme));
    }
}
