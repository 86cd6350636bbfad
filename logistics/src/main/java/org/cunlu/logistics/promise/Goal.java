package org.cunlu.logistics.promise;

import java.util.List;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Node;

/** Where something is to get, and what having got there means: it can be collected, or the carrier has left with it. */
final class Goal {
    final int node;

    private final Hours hours;
    /** Null when it is no gateway. */
    private final List<Ride> carriers;

    private final int horizonDays;

    Goal(Chart chart, int node, Load load, int horizonDays) {
        this.node = node;
        this.hours = chart.hours[node];
        this.horizonDays = horizonDays;
        this.carriers = chart.node[node].tier() == Node.Tier.GATEWAY
                ? chart.carriersAt(chart.code[node]).stream()
                        .filter(ride -> ride.carries(load))
                        .toList()
                : null;
    }

    /** @return when the goal is reached by what arrives at this minute; {@link Minutes#NEVER} when no carrier comes */
    int reached(int arrival) {
        return carriers == null ? hours.collectable(arrival) : carried(hours.handled(arrival));
    }

    /** @return when the goal is reached by what stands there handled at this minute */
    int reachedFrom(int handled) {
        return carriers == null ? hours.next(handled) : carried(handled);
    }

    private int carried(int handled) {
        int best = Minutes.NEVER;
        int first = Minutes.day(handled);
        // From the day before, whose carriers may leave after midnight.
        for (int day = first - 1; day <= first + horizonDays && day * Minutes.DAY < best; day++) {
            for (Ride carrier : carriers) {
                int leaves = day * Minutes.DAY + carrier.depart()[0];
                if (leaves >= handled && leaves < best && carrier.runsOn(day) && hours.open(leaves)) {
                    best = leaves;
                }
            }
        }
        return best;
    }
}
