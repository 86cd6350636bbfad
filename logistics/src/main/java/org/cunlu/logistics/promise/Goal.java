package org.cunlu.logistics.promise;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Timetable;

/** Where something is to get, and what having got there means: it can be collected, or the carrier has left with it. */
final class Goal {
    private static final int DAYS_BACK = Line.MINUTES_MAX / Minutes.DAY;

    final int node;

    private final Query query;
    private final Hours hours;
    /** Null when it is no gateway. */
    private final @Nullable List<Ride> carriers;

    Goal(Query query, int node) {
        this.node = node;
        this.query = query;
        this.hours = query.chart.hours[node];
        this.carriers = query.chart.node[node].tier() == Node.Tier.GATEWAY ? query.chart.carriersAt(node) : null;
    }

    /** @return when the goal is reached by what arrives at this minute; {@link Minutes#NEVER} when no carrier comes */
    int reached(int arrival) {
        if (carriers == null && query.isAwaited()) {
            return ifOpen(arrival + hours.handling());
        }
        return carriers == null ? ifOpen(hours.collectable(arrival)) : carried(hours.handled(arrival));
    }

    /** @return when the goal is reached by what stands there handled at this minute */
    int reachedFrom(int handled) {
        return carriers == null ? ifOpen(hours.next(handled)) : carried(handled);
    }

    private int ifOpen(int minute) {
        return query.open(node, minute) ? minute : Minutes.NEVER;
    }

    /** @return the carrier that leaves with it when the goal is reached; null when it is no gateway */
    @Nullable
    Hop pickup(int reached) {
        if (carriers == null) {
            return null;
        }
        Hop known = null;
        int last = Minutes.day(reached);
        // The first by day and then by code, as the search took it.
        for (int day = last - DAYS_BACK; day <= last; day++) {
            for (Ride carrier : carriers) {
                if (day * Minutes.DAY + carrier.depart[0] == reached && query.mayRide(carrier, day)) {
                    var hop = new Hop(carrier, day, 0, 0);
                    if (query.hasRoom(carrier, day, 0)) {
                        return hop;
                    }
                    known = known == null ? hop : known;
                }
            }
        }
        // Others filled it since the search saw it: whoever holds room is told so.
        return Objects.requireNonNull(known, "nobody leaves then");
    }

    private int carried(int handled) {
        int best = Minutes.NEVER;
        int first = Minutes.day(handled);
        // From days before, whose carriers may leave after midnight.
        for (int day = first - DAYS_BACK; day <= first + Timetable.HORIZON_DAYS && day * Minutes.DAY < best; day++) {
            for (Ride carrier : carriers) {
                int leaves = day * Minutes.DAY + carrier.depart[0];
                if (leaves >= handled
                        && leaves < best
                        && query.mayRide(carrier, day)
                        && hours.open(leaves)
                        && query.open(node, leaves)
                        && query.hasRoom(carrier, day, 0)) {
                    best = leaves;
                }
            }
        }
        return best;
    }
}
