package org.cunlu.logistics.timetable;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.DepartureRoom.Amount;
import org.cunlu.logistics.HeldOnLines;
import org.cunlu.logistics.HeldOnLines.Ridden;
import org.cunlu.logistics.HeldOnLines.Trip;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.TimetableDesk.Affected;
import org.cunlu.logistics.TimetableDesk.Foreseen;

/** Whose departures a change of a line would change. */
@Singleton
class Foreseeing {
    private static final int SHOWN = 60;
    private static final int DAY_MINUTES = 24 * 60;

    private final HeldOnLines held;

    Foreseeing(HeldOnLines held) {
        this.held = held;
    }

    /** @param after null when the line ends */
    Foreseen of(String line, LocalDate from, @Nullable Line after) {
        List<Affected> departures = held.from(line, from).stream()
                .map(trip -> affected(trip, after))
                .toList();
        return new Foreseen(
                departures.stream().mapToLong(Affected::parcels).sum(),
                departures.size(),
                departures.stream().limit(SHOWN).toList());
    }

    private static Affected affected(Trip trip, @Nullable Line after) {
        long gone = 0;
        boolean later = false;
        for (Ridden ridden : trip.rides()) {
            Optional<Leg> then = then(ridden.leg(), after);
            if (then.isEmpty()) {
                gone += ridden.amount().pieces();
            } else {
                later |= !then.get().departsAt().equals(ridden.leg().departsAt())
                        || !then.get().arrivesAt().equals(ridden.leg().arrivesAt());
            }
        }
        return new Affected(
                trip.date(),
                trip.rides().getFirst().leg().departsAt(),
                trip.rides().stream().mapToLong(each -> each.amount().pieces()).sum(),
                trip.fullest().weightGrams(),
                gone,
                later,
                after != null && after.runsOn(trip.date()) && beyond(trip.fullest(), after));
    }

    private static boolean beyond(Amount fullest, Line after) {
        return fullest.weightGrams() > after.weightGrams()
                || fullest.volumeCm3() > after.volumeCm3()
                || (after.pieces() != null && fullest.pieces() > after.pieces());
    }

    /** @return the same ride by the line as it will be */
    private static Optional<Leg> then(Leg leg, @Nullable Line after) {
        if (after == null || !after.runsOn(leg.serviceDate())) {
            return Optional.empty();
        }
        List<Line.Stop> stops = after.stops();
        if (leg.leavesCounty()) {
            return stops.getFirst().nodeCode().equals(leg.fromNode())
                    ? Optional.of(leg(
                            leg,
                            stops.getFirst().departMinute(),
                            stops.getFirst().departMinute()))
                    : Optional.empty();
        }
        return IntStream.range(0, stops.size())
                .filter(board -> stops.get(board).nodeCode().equals(leg.fromNode()))
                .boxed()
                .flatMap(board -> stops.subList(board + 1, stops.size()).stream()
                        .filter(to -> to.nodeCode().equals(leg.toNode()))
                        .map(to -> leg(leg, stops.get(board).departMinute(), to.arriveMinute())))
                .findFirst();
    }

    private static Leg leg(Leg leg, int departs, int arrives) {
        LocalDate date = leg.serviceDate();
        return new Leg(leg.fromNode(), leg.toNode(), leg.lineCode(), date, at(date, departs), at(date, arrives));
    }

    /** @param minute after the midnight at which the service day begins */
    static Instant at(LocalDate date, int minute) {
        return CountyTime.instant(
                date.plusDays(minute / DAY_MINUTES), LocalTime.ofSecondOfDay(minute % DAY_MINUTES * 60L));
    }
}
