package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.TourDesk;
import org.cunlu.logistics.TripsOfDay;
import org.cunlu.web.Words;

/** Puts the tours of a plan as a dispatcher reads them: what needs him first. */
@Singleton
class TourRows {
    private static final int MINUTE = 60;

    private final Names names;
    private final Clock clock;

    TourRows(Names names, Clock clock) {
        this.names = names;
        this.clock = clock;
    }

    /** How a published plan is driven. @param runs by van and trip @param trips by run @param served by stop */
    record Driven(Map<String, String> runs, Map<String, TripsOfDay.Trip> trips, Map<String, TourDesk.Served> served) {
        static final Driven NOT = new Driven(Map.of(), Map.of(), Map.of());

        static Driven of(List<TourDesk.Run> runs, List<TripsOfDay.Trip> trips, List<TourDesk.Served> served) {
            return new Driven(
                    runs.stream().collect(Collectors.toMap(run -> run.van() + "/" + run.trip(), TourDesk.Run::run)),
                    trips.stream().collect(Collectors.toMap(TripsOfDay.Trip::trip, Function.identity())),
                    served.stream()
                            .collect(
                                    Collectors.toMap(TourDesk.Served::stop, Function.identity(), (one, other) -> one)));
        }

        @Nullable
        String run(String van, int trip) {
            return runs.get(van + "/" + trip);
        }

        int late(TourDesk.Tour tour) {
            return Stream.iterate(0, trip -> trip < tour.trips().size(), trip -> trip + 1)
                    .map(trip -> run(tour.van(), trip))
                    .filter(Objects::nonNull)
                    .map(trips::get)
                    .filter(Objects::nonNull)
                    .mapToInt(TripsOfDay.Trip::lateMinutes)
                    .max()
                    .orElse(0);
        }
    }

    List<TourRow> of(TourDesk.Plan plan, Driven driven, Axis axis, Words words) {
        var reader = new Reading(plan, driven, axis, words);
        return plan.tours().stream()
                .map(reader::row)
                .sorted(Comparator.comparing((TourRow row) -> row.broken().isEmpty())
                        .thenComparing(row -> -row.lateMinutes())
                        .thenComparing(TourRow::van))
                .toList();
    }

    /** One plan that is being put. */
    private final class Reading {
        private final TourDesk.Plan plan;
        private final Driven driven;
        private final Axis axis;
        private final Words words;
        private final Map<String, TourDesk.Stop> stops;
        private final Map<String, TourDesk.Van> vans;
        private final Set<String> pinned;
        private final Set<String> broken = new HashSet<>();
        private final Instant midnight;
        private final Instant now = clock.instant();

        Reading(TourDesk.Plan plan, Driven driven, Axis axis, Words words) {
            this.plan = plan;
            this.driven = driven;
            this.axis = axis;
            this.words = words;
            this.stops = plan.stops().stream().collect(Collectors.toMap(TourDesk.Stop::id, Function.identity()));
            this.vans = plan.vans().stream().collect(Collectors.toMap(TourDesk.Van::code, Function.identity()));
            this.pinned = plan.pins().stream().map(TourDesk.Pin::stop).collect(Collectors.toSet());
            plan.broken().stream()
                    .map(TourDesk.Broken::stop)
                    .filter(Objects::nonNull)
                    .forEach(broken::add);
            this.midnight = CountyTime.instant(plan.day(), LocalTime.MIDNIGHT);
        }

        TourRow row(TourDesk.Tour tour) {
            var trips = new ArrayList<TourRow.Trip>();
            var bars = new ArrayList<TourRow.Bar>();
            for (int i = 0; i < tour.trips().size(); i++) {
                TourDesk.Trip trip = tour.trips().get(i);
                bars.add(bar("trip", trip.leaves(), trip.back(), Shown.clock(trip.leaves())));
                var chips = new ArrayList<TourRow.Chip>();
                for (TourDesk.Visit visit : trip.visits()) {
                    TourRow.Chip chip = chip(visit, chips.size() + 1);
                    chips.add(chip);
                    mark(bars, visit, chip);
                }
                trips.add(new TourRow.Trip(
                        i + 1, Shown.clock(trip.leaves()), Shown.clock(trip.back()), driven.run(tour.van(), i), chips));
            }
            TourDesk.Van van = vans.get(tour.van());
            return new TourRow(
                    tour.van(),
                    van == null ? tour.van() : van.plate(),
                    plan.locked().contains(tour.van()),
                    driven.late(tour),
                    Shown.clock(tour.trips().getFirst().leaves()),
                    Shown.clock(tour.trips().getLast().back()),
                    Shown.km(tour.metres()),
                    Fen.text(tour.costFen()),
                    Shown.percent(tour.fill()),
                    plan.broken().stream()
                            .filter(each -> tour.van().equals(each.van()))
                            .map(each -> Shown.in(words, each.what()))
                            .distinct()
                            .toList(),
                    trips,
                    bars);
        }

        private void mark(List<TourRow.Bar> bars, TourDesk.Visit visit, TourRow.Chip chip) {
            String title = chip.name() + " " + chip.begins();
            bars.add(bar(chip.late() || chip.broken() ? "late" : "visit", visit.begins(), visit.leaves(), title));
            TourDesk.Served served = driven.served().get(visit.stop());
            if (served != null && served.arrivedAt() != null) {
                int from = second(served.arrivedAt());
                int until = served.leftAt() == null ? from + MINUTE : second(served.leftAt());
                bars.add(bar("been", from, until, chip.name() + " " + Shown.clock(served.arrivedAt())));
            }
        }

        private int second(Instant at) {
            return (int) (at.getEpochSecond() - midnight.getEpochSecond());
        }

        private TourRow.Bar bar(String kind, int from, int until, String title) {
            int x = axis.at(from);
            return new TourRow.Bar(kind, x, Math.max(3, axis.at(until) - x), title);
        }

        private TourRow.Chip chip(TourDesk.Visit visit, int position) {
            TourDesk.Stop stop = stops.get(visit.stop());
            TourDesk.Served served = driven.served().get(visit.stop());
            boolean late = served != null
                    && (served.arrivedAt() == null ? now : served.arrivedAt()).isAfter(served.closesAt());
            return new TourRow.Chip(
                    visit.stop(),
                    names.ofStop(stop),
                    position,
                    Shown.clock(visit.begins()),
                    stop.brings(),
                    stop.fetches(),
                    stop.must(),
                    pinned.contains(visit.stop()),
                    broken.contains(visit.stop()),
                    served == null || served.arrivedAt() == null ? null : Shown.clock(served.arrivedAt()),
                    late);
        }
    }
}
