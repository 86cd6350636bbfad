package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;

/** Room without end on rides that no timetable has; who holds what is remembered, also of what was rolled back. */
@Singleton
@Primary
@Requires(property = "orders.stand-ins", value = "true")
@Requires(property = "orders.real-room", notEquals = "true")
public class StandInRoom implements DepartureRoom {
    private final Map<String, List<Leg>> held = new ConcurrentHashMap<>();
    private final StandInPromises promises;

    StandInRoom(StandInPromises promises) {
        this.promises = promises;
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return work.get();
    }

    @Override
    public void reckon(Way way) {}

    @Override
    public <T> T without(String holder, int ridden, Supplier<T> work) {
        return work.get();
    }

    @Override
    public void prepare(Collection<Leg> legs) {}

    @Override
    public boolean hold(String countyCode, Map<String, Way> ways) {
        ways.forEach((holder, way) -> held.put(holder, way.legs()));
        return true;
    }

    @Override
    public void refresh(Collection<Leg> legs) {}

    @Override
    public void free(Collection<String> holders) {
        holders.forEach(held::remove);
    }

    @Override
    public boolean move(String countyCode, String holder, int ridden, int behind, Way way) {
        held.put(holder, way.legs());
        return true;
    }

    @Override
    public void board(
            String countyCode, Map<String, Integer> legs, Function<Set<String>, Map<String, Load>> loads, Leg trip) {}

    @Override
    public Map<String, List<Held>> of(Collection<String> holders) {
        var found = new HashMap<String, List<Held>>();
        for (String holder : holders) {
            List<Leg> legs = held.getOrDefault(holder, List.of());
            if (!legs.isEmpty()) {
                found.put(
                        holder,
                        IntStream.range(0, legs.size())
                                .mapToObj(i -> new Held(i + 1, legs.get(i), null))
                                .toList());
            }
        }
        return found;
    }

    @Override
    public Optional<List<Leg>> standing(String holder, Instant now) {
        List<Leg> legs = held.getOrDefault(holder, List.of());
        return !legs.isEmpty()
                        && !promises.isCutOff(legs.getFirst().fromNode())
                        && legs.stream().allMatch(leg -> leg.departsAt().isAfter(now))
                ? Optional.of(legs)
                : Optional.empty();
    }

    @Override
    public void reweigh(String holder, int ridden, Load load) {}
}
