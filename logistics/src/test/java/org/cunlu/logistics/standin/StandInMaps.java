package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;

/** The small county with its bus, for whoever asks for stops. */
@Singleton
@Primary
@Requires(property = "logistics.stand-ins", value = "true")
@Requires(missingProperty = "logistics.real-network")
class StandInMaps implements NetworkMaps {
    private static final NetworkMap MAP =
            new NetworkMap(1, StandInNetwork.NODES, Map.of(), List.of(StandInTimetable.bus()), Map.of());

    @Override
    public NetworkMap current() {
        return MAP;
    }
}
