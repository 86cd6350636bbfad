package org.cunlu.logistics.parcel;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.parcel.LegTable.ParcelLeg;
import org.cunlu.logistics.parcel.Refusal.Why;

/** Which dated trip it is that parcels leave with. */
@Singleton
class Trips {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    /** Departures asked for at once when it is not known with which one a parcel came. */
    private static final int LOOK_BACK = 50;

    private final LegTable legs;
    private final Timetable timetable;
    private final Duration loadingWindow;

    /** @param loadingWindow how long before its departure a trip is loaded */
    Trips(LegTable legs, Timetable timetable, @Value("${cunlu.logistics.loading-window:60m}") Duration loadingWindow) {
        this.legs = legs;
        this.timetable = timetable;
        this.loadingWindow = loadingWindow;
    }

    List<Leg> currentLegs(List<Parcel> parcels) {
        return List.copyOf(legsOf(parcels).values());
    }

    /** @return the current leg of each, by barcode */
    Map<String, Leg> legsOf(List<Parcel> parcels) {
        Map<String, Integer> seqs = parcels.stream().collect(Collectors.toMap(Parcel::barcode, Parcel::legSeq));
        return legs.of(seqs.keySet()).stream()
                .filter(leg -> leg.seq() == seqs.get(leg.barcode()))
                .collect(Collectors.toMap(ParcelLeg::barcode, ParcelLeg::leg));
    }

    /** @return the trip that is loaded now for the next node */
    Leg loading(List<Parcel> leaving, String nodeCode, String nextNode, Instant now) {
        var current = currentLegs(leaving);
        boolean missed = current.stream().anyMatch(leg -> leg.departsAt().isBefore(now));
        Leg trip = earliest(nodeCode, nextNode, current, missed, now);
        if (now.isBefore(trip.departsAt().minus(loadingWindow))) {
            throw new Refusal(missed ? Why.DEPARTURE_MISSED : Why.TOO_EARLY, shown(trip));
        }
        return trip;
    }

    /** The earliest trip that has not gone: one that a leg names, or, when one was missed, the next of the timetable. */
    private Leg earliest(String nodeCode, String nextNode, List<Leg> current, boolean missed, Instant now) {
        Stream<Leg> next = missed ? timetable.nextDeparture(nodeCode, nextNode, now).stream() : Stream.empty();
        return Stream.concat(current.stream().filter(leg -> !leg.departsAt().isBefore(now)), next)
                .min(Comparator.comparing(Leg::departsAt))
                .orElseThrow(() -> new Refusal(Why.NO_DEPARTURE));
    }

    /** @return the last trip with which what is here now can have come */
    Leg cameWith(List<Parcel> arrived, Instant now) {
        Leg planned = currentLegs(arrived).stream()
                .min(Comparator.comparing(Leg::departsAt))
                .orElseThrow(() -> new Refusal(Why.NOT_HERE));
        if (now.isBefore(planned.departsAt())) {
            throw new Refusal(Why.NOT_DEPARTED, shown(planned));
        }
        return timetable.departures(planned.fromNode(), planned.toNode(), planned.departsAt(), LOOK_BACK).stream()
                .filter(leg -> !leg.departsAt().isAfter(now))
                .max(Comparator.comparing(Leg::departsAt))
                .orElse(planned);
    }

    static String shown(Leg trip) {
        return trip.lineCode() + " " + SHOWN.format(CountyTime.at(trip.departsAt()));
    }
}
