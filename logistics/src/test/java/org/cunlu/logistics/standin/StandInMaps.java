package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Opening;

/** The small county and its vans, as those know it who work with the whole map. */
@Singleton
@Primary
@Requires(property = "logistics.stand-ins", value = "true")
@Requires(missingProperty = "logistics.real-network")
class StandInMaps implements NetworkMaps {
    private final NetworkMap map;

    StandInMaps() {
        var opening = new Opening(Set.of(DayOfWeek.values()), LocalTime.of(9, 0), LocalTime.of(18, 0), null, 30);
        map = new NetworkMap(
                1,
                StandInNetwork.NODES,
                StandInNetwork.NODES.values().stream().collect(Collectors.toMap(Node::code, node -> opening)),
                StandInTimetable.lines(),
                Map.of());
    }

    @Override
    public NetworkMap current() {
        return map;
    }
}
