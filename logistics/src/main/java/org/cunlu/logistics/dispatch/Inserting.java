package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.TourJudge;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.dispatch.Sheet.Stop;
import org.cunlu.logistics.dispatch.Sheet.Tour;
import org.cunlu.logistics.dispatch.Sheet.Van;

/** Which van can take one more, and when: every place in every tour is tried before the judge, nothing else is moved. */
@Singleton
class Inserting {
    private final TourJudge judge;

    Inserting(TourJudge judge) {
        this.judge = judge;
    }

    /**
     * A way to take it along.
     * @param trip from 0 @param position in the trip, from 0
     * @param dropPosition of goods that go from stop to stop; else null
     * @param begins when its service begins, seconds after midnight
     * @param costFen what it costs more @param metres how much longer it is
     */
    @Serdeable
    record Offer(
            String van,
            int trip,
            int position,
            @Nullable Integer dropPosition,
            double begins,
            double costFen,
            double metres) {}

    /** A van's day with one more in it. */
    private record Tried(Offer offer, Tour tour) {}

    /**
     * @param stop a visit, or a pickup whose drop is {@code drop}
     * @param but vans that shall not be asked
     * @return the best of each van that can, the cheapest first
     */
    List<Offer> offers(
            Sheet sheet,
            Matrix roads,
            List<Tour> tours,
            Stop stop,
            @Nullable Stop drop,
            Progress progress,
            Collection<String> but) {
        return tried(sheet, roads, tours, stop, drop, progress, but).stream()
                .map(Tried::offer)
                .toList();
    }

    /** @return the tours with it, where it costs least; empty where no van can */
    Optional<List<Tour>> insert(
            Sheet sheet,
            Matrix roads,
            List<Tour> tours,
            Stop stop,
            @Nullable Stop drop,
            Progress progress,
            Collection<String> but) {
        return tried(sheet, roads, tours, stop, drop, progress, but).stream()
                .findFirst()
                .map(best -> with(tours, best.tour()));
    }

    static List<Tour> with(List<Tour> tours, Tour changed) {
        var all = new ArrayList<Tour>();
        boolean there = false;
        for (Tour tour : tours) {
            boolean same = tour.van().equals(changed.van());
            all.add(same ? changed : tour);
            there |= same;
        }
        if (!there) {
            all.add(changed);
        }
        return all;
    }

    private List<Tried> tried(
            Sheet sheet,
            Matrix roads,
            List<Tour> tours,
            Stop stop,
            @Nullable Stop drop,
            Progress progress,
            Collection<String> but) {
        Sheet now = progress.in(sheet, tours);
        var all = new ArrayList<Tried>();
        for (Van van : now.vans()) {
            if (!but.contains(van.code())) {
                Tour tour = tours.stream()
                        .filter(each -> each.van().equals(van.code()))
                        .findFirst()
                        .orElse(new Tour(van.code(), List.of()));
                best(now, roads, van, tour, stop, drop, progress).ifPresent(all::add);
            }
        }
        all.sort(Comparator.comparingDouble((Tried each) -> each.offer().costFen())
                .thenComparing(each -> each.offer().van()));
        return all;
    }

    private Optional<Tried> best(
            Sheet sheet, Matrix roads, Van van, Tour tour, Stop stop, @Nullable Stop drop, Progress progress) {
        var stops = new ArrayList<Stop>();
        tour.stops().map(sheet::stop).forEach(stops::add);
        stops.add(stop);
        if (drop != null) {
            stops.add(drop);
        }
        var puzzle = new Puzzle(sheet, roads, stops, List.of(van));
        TourPlan before =
                judge.judge(puzzle.problem, puzzle.orders(List.of(tour))).plan();
        double costs = before.tours().stream().mapToDouble(TourPlan.Tour::cost).sum();
        Tried best = null;
        for (Tour with : candidates(tour, stop, drop, progress)) {
            TourJudge.Verdict verdict = judge.judge(puzzle.problem, puzzle.orders(List.of(with)));
            if (!verdict.holds()) {
                continue;
            }
            TourPlan.Tour driven = verdict.plan().tours().getFirst();
            double more = driven.cost() - costs;
            if (best == null || more < best.offer().costFen()) {
                best = new Tried(offer(van, with, stop, drop, driven, more, driven.metres() - before.metres()), with);
            }
        }
        return Optional.ofNullable(best);
    }

    private static Offer offer(
            Van van, Tour with, Stop stop, @Nullable Stop drop, TourPlan.Tour driven, double more, double metres) {
        for (int trip = 0; trip < with.trips().size(); trip++) {
            int at = with.trips().get(trip).indexOf(stop.id());
            if (at >= 0) {
                return new Offer(
                        van.code(),
                        trip,
                        at,
                        drop == null ? null : with.trips().get(trip).indexOf(drop.id()),
                        driven.trips().get(trip).stops().get(at).begins(),
                        more,
                        metres);
            }
        }
        throw new IllegalStateException("not in the tour into which it was put: " + stop.id());
    }

    /** @return the tour with it at each place that is still ahead */
    private static List<Tour> candidates(Tour tour, Stop stop, @Nullable Stop drop, Progress progress) {
        var all = new ArrayList<Tour>();
        for (int trip = 0; trip <= tour.trips().size(); trip++) {
            boolean fresh = trip == tour.trips().size();
            List<String> stops = fresh ? List.of() : tour.trips().get(trip);
            boolean gone = !fresh && progress.gone(tour.van(), trip, stops);
            boolean over = laterBegun(tour, trip, progress);
            // What lies at the depot cannot be brought after a van that has left.
            if (over || gone && stop.role() == Role.VISIT && !stop.delivers().none()) {
                continue;
            }
            for (int at = progress.behind(stops); at <= stops.size(); at++) {
                var with = new ArrayList<>(stops);
                with.add(at, stop.id());
                if (drop == null) {
                    all.add(replaced(tour, trip, with));
                    continue;
                }
                for (int then = at + 1; then <= with.size(); then++) {
                    var both = new ArrayList<>(with);
                    both.add(then, drop.id());
                    all.add(replaced(tour, trip, both));
                }
            }
        }
        return all;
    }

    private static boolean laterBegun(Tour tour, int trip, Progress progress) {
        for (int later = trip + 1; later < tour.trips().size(); later++) {
            if (progress.gone(tour.van(), later, tour.trips().get(later))) {
                return true;
            }
        }
        return false;
    }

    static Tour replaced(Tour tour, int trip, List<String> stops) {
        var trips = new ArrayList<>(tour.trips());
        if (trip == trips.size()) {
            trips.add(stops);
        } else {
            trips.set(trip, stops);
        }
        trips.removeIf(List::isEmpty);
        return new Tour(tour.van(), trips);
    }
}
