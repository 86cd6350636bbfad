package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.logistics.Aboard;
import org.cunlu.logistics.Aboard.Piece;
import org.cunlu.logistics.Aboard.Stage;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.run.DatedTrip.Planned;
import org.cunlu.logistics.run.StopTable.Seen;

/**
 * A trip that went past a stop carries on what it had for there. A stop counts as passed when the crew says so, or when the
 * vehicle has left a later one, nobody saw it there, and the node took nothing off it: what is only not scanned yet is not past.
 */
@Singleton
class Passing {
    private final StopTable stops;
    private final Aboard aboard;
    private final Rerouting rerouting;

    Passing(StopTable stops, Aboard aboard, Rerouting rerouting) {
        this.stops = stops;
        this.aboard = aboard;
        this.rerouting = rerouting;
    }

    /** Not in a transaction. The same stop again changes nothing. @param why as the crew told it */
    void follow(DatedTrip trip, String actor, @Nullable String why) {
        List<Seen> seen = stops.of(trip);
        int reached = seen.getLast().seq();
        Optional<Planned> next =
                trip.stops().stream().filter(stop -> stop.seq() > reached).findFirst();
        if (next.isEmpty()) {
            // It stands at its end, where all that it has is taken off.
            return;
        }
        Map<Integer, Seen> bySeq = seen.stream().collect(Collectors.toMap(Seen::seq, Function.identity()));
        Map<String, List<String>> riding = aboard.riding(trip.code());
        Set<String> tookOff = aboard.pieces(trip.code()).stream()
                .filter(piece -> piece.stage() == Stage.TAKEN_OFF)
                .map(Piece::toNode)
                .collect(Collectors.toSet());
        for (Planned stop : trip.stops()) {
            String node = stop.nodeCode();
            boolean behind = stop.seq() > 0
                    && stop.seq() <= reached
                    && trip.at(node, stop.seq() + 1).isEmpty()
                    && passed(bySeq.get(stop.seq()), stop, seen);
            if (behind && riding.containsKey(node) && !tookOff.contains(node)) {
                rerouting.carriedPast(
                        riding.get(node),
                        cause(trip, stop, actor, why),
                        next.get().nodeCode(),
                        expected(next.get(), seen));
            }
        }
    }

    private static boolean passed(@Nullable Seen there, Planned stop, List<Seen> seen) {
        return there == null
                ? seen.stream().anyMatch(later -> later.seq() > stop.seq() && later.departedAt() != null)
                : there.passedAt() != null;
    }

    /** As late as it was where it was seen last. */
    private static Instant expected(Planned next, List<Seen> seen) {
        Instant last = seen.getLast().last();
        return next.arrivesAt().isBefore(last) ? last : next.arrivesAt();
    }

    private static Cause cause(DatedTrip trip, Planned stop, String actor, @Nullable String why) {
        return new Cause(SlipReason.STOP_PASSED, "passed:" + trip.code() + ":" + stop.seq(), actor, why, null);
    }
}
