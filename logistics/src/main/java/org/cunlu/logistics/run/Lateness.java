package org.cunlu.logistics.run;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Aboard;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.run.DatedTrip.Planned;
import org.cunlu.logistics.run.StopTable.Seen;

/** A trip that runs late brings what it carries late: each parcel gets the rest of its way from when the trip will be there. */
@Singleton
class Lateness {
    private final StopTable stops;
    private final RunTable runs;
    private final Aboard aboard;
    private final Rerouting rerouting;
    private final Clock clock;
    private final Duration told;

    /** @param told how late a trip must be before parcels are told another time */
    Lateness(
            StopTable stops,
            RunTable runs,
            Aboard aboard,
            Rerouting rerouting,
            Clock clock,
            @Value("${cunlu.logistics.late-told:15m}") Duration told) {
        this.stops = stops;
        this.runs = runs;
        this.aboard = aboard;
        this.rerouting = rerouting;
        this.clock = clock;
        this.told = told;
    }

    /** Not in a transaction. The same lateness again changes nothing. @param why as the crew told it */
    void follow(DatedTrip trip, String actor, @Nullable String why) {
        List<Seen> seen = stops.of(trip);
        Integer said = runs.find(trip).map(RunTable.Run::saidLate).orElse(null);
        int late = Punctuality.of(trip, seen, said, clock.instant()).lateMinutes();
        if (late < told.toMinutes()) {
            return;
        }
        int reached = seen.isEmpty() ? -1 : seen.getLast().seq();
        Map<String, List<String>> riding = aboard.riding(trip.code());
        trip.stops().stream()
                .filter(stop -> stop.seq() > reached && riding.containsKey(stop.nodeCode()))
                .forEach(stop -> rerouting.reroute(riding.get(stop.nodeCode()), cause(trip, stop, late, actor, why)));
    }

    private static Cause cause(DatedTrip trip, Planned stop, int late, String actor, @Nullable String why) {
        return new Cause(
                SlipReason.RAN_LATE,
                "run:" + trip.code() + ":" + stop.seq() + ":" + late,
                actor,
                why,
                stop.arrivesAt().plusSeconds(60L * late));
    }
}
