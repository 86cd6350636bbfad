package org.cunlu.logistics.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.logistics.Node.Status;

/** The table of steps that a node may take. */
final class NodeLife {
    private static final Map<Status, Set<Status>> STEPS = Map.of(
            Status.PLANNED, Set.of(Status.BUILT, Status.CLOSED),
            Status.BUILT, Set.of(Status.OPEN, Status.CLOSED),
            Status.OPEN, Set.of(Status.SUSPENDED),
            // Nothing new has come there for a while: only then is it known to be empty.
            Status.SUSPENDED, Set.of(Status.OPEN, Status.CLOSED),
            // Its code is its village's: what is built there later has the same one.
            Status.CLOSED, Set.of(Status.PLANNED));

    private NodeLife() {}

    static boolean may(Status from, Status to) {
        return STEPS.get(from).contains(to);
    }

    /** @return what may come next, in the order of a life */
    static List<Status> next(Status from) {
        return STEPS.get(from).stream().sorted().toList();
    }

    /** @return the fewest steps that lead there, without {@code from}; from any status to any other there are some */
    static List<Status> way(Status from, Status to) {
        var ways = new ArrayDeque<List<Status>>();
        ways.add(List.of(from));
        while (true) {
            List<Status> way = ways.remove();
            if (way.getLast() == to) {
                return way.subList(1, way.size());
            }
            for (Status next : Status.values()) {
                if (may(way.getLast(), next) && !way.contains(next)) {
                    var longer = new ArrayList<>(way);
                    longer.add(next);
                    ways.add(longer);
                }
            }
        }
    }
}
