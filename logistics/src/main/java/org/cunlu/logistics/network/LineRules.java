package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Line.Stop;
import org.cunlu.logistics.Node;

/** What a line's stops must be like, whoever brings them. */
final class LineRules {
    private final Map<String, Place> places;

    /** @param places as they will be */
    LineRules(Map<String, Place> places) {
        this.places = places;
    }

    /** @param field of a stop; null for the line as a whole */
    record Broken(@Nullable String field, String code, String title) {}

    /** @return what is wrong with a stop behind this one; the first has none before it */
    List<Broken> stop(Stop stop, @Nullable Stop last) {
        var broken = new ArrayList<Broken>();
        Place place = places.get(stop.nodeCode());
        if (place == null) {
            broken.add(new Broken("node", "node-unknown", "节点不存在 · No such node: " + stop.nodeCode()));
        } else if (place.node().status() == Node.Status.CLOSED) {
            broken.add(new Broken("node", "node-closed", "节点已关闭 · The node is closed: " + stop.nodeCode()));
        }
        if (last != null && last.nodeCode().equals(stop.nodeCode())) {
            broken.add(
                    new Broken("node", "stop-repeated", "连续两站相同 · The same node twice in a row: " + stop.nodeCode()));
        } else if (last != null && stop.arriveMinute() <= last.departMinute()) {
            broken.add(new Broken(
                    "arrive", "times-go-backwards", "到站不晚于上一站离站 · Arrives before it has left the stop before"));
        }
        return broken;
    }

    /** @return what is wrong with how many stops a line has */
    List<Broken> whole(String code, Line.Mode mode, List<Stop> stops) {
        if (mode == Line.Mode.CARRIER) {
            return stops.size() == 1 && tierOf(stops.getFirst().nodeCode()) == Node.Tier.GATEWAY
                    ? List.of()
                    : List.of(new Broken(null, "carrier-stops", "承运班次只有一站，即出县口 · A carrier has one stop, a gateway"));
        }
        return stops.size() < 2
                ? List.of(new Broken(null, "stops-missing", "线路至少两站 · A line has two stops or more: " + code))
                : List.of();
    }

    /** @return all that is wrong with a line's stops */
    List<Broken> of(Line line) {
        var broken = new ArrayList<>(whole(line.code(), line.mode(), line.stops()));
        Stop last = null;
        for (Stop stop : line.stops()) {
            broken.addAll(stop(stop, last));
            last = stop;
        }
        return broken;
    }

    private @Nullable Node.Tier tierOf(String code) {
        Place place = places.get(code);
        return place == null ? null : place.node().tier();
    }
}
