package org.cunlu.logistics.dispatch;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.TourJudge;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.TourPlanner;
import org.cunlu.logistics.dispatch.Sheet.Pin;
import org.cunlu.logistics.dispatch.Sheet.Stop;
import org.cunlu.logistics.dispatch.Sheet.Tour;
import org.cunlu.logistics.dispatch.Sheet.Van;

/** Plans whatever a dispatcher has not locked, and keeps to what he said. */
@Singleton
class Replanning {
    private final TourPlanner planner;
    private final TourJudge judge;
    private final Inserting inserting;

    Replanning(TourPlanner planner, TourJudge judge, Inserting inserting) {
        this.planner = planner;
        this.judge = judge;
        this.inserting = inserting;
    }

    /** What is free to be planned: without the vans that are locked and what they carry. */
    Puzzle free(Sheet sheet, Matrix roads, List<Tour> tours) {
        Set<String> locked = sheet.rules().locked();
        Set<String> kept = kept(sheet, tours).stream().flatMap(Tour::stops).collect(Collectors.toSet());
        return new Puzzle(
                sheet,
                roads,
                sheet.stops().stream().filter(stop -> !kept.contains(stop.id())).toList(),
                sheet.vans().stream()
                        .filter(van -> !locked.contains(van.code()))
                        .toList());
    }

    private static List<Tour> kept(Sheet sheet, List<Tour> tours) {
        return tours.stream()
                .filter(tour -> sheet.rules().locked().contains(tour.van()))
                .toList();
    }

    /** Searches until the watch has enough. @return all tours, the locked ones as they were, pinned stops where they are pinned */
    List<Tour> plan(Sheet sheet, Matrix roads, List<Tour> tours, long seed, int threads, TourPlanner.Watch watch) {
        if (sheet.vans().stream().allMatch(van -> sheet.rules().locked().contains(van.code()))) {
            return tours;
        }
        Puzzle free = free(sheet, roads, tours);
        List<Tour> found = free.tours(planner.plan(free.problem, from(free, sheet, tours), seed, threads, watch));
        return pinned(sheet, roads, joined(sheet, tours, found));
    }

    private static List<Tour> joined(Sheet sheet, List<Tour> tours, List<Tour> found) {
        var all = new ArrayList<>(kept(sheet, tours));
        all.addAll(found);
        return all;
    }

    /** The tours that stand, where they hold: a search never ends with something worse. */
    private List<TourPlan.Order> from(Puzzle free, Sheet sheet, List<Tour> tours) {
        List<TourPlan.Order> now = free.orders(tours.stream()
                .filter(tour -> !sheet.rules().locked().contains(tour.van()))
                .toList());
        return judge.judge(free.problem, now).holds() ? now : List.of();
    }

    /** Puts stops at the positions at which they are pinned; what does not fit behind them any more goes elsewhere, or is left out. */
    List<Tour> pinned(Sheet sheet, Matrix roads, List<Tour> tours) {
        List<Tour> now = tours;
        for (Pin pin : sheet.rules().pins()) {
            if (pin.position() != null
                    && sheet.find(pin.stop()).isPresent()
                    && !sheet.rules().locked().contains(pin.van())) {
                now = Moving.to(now, pin.stop(), pin.van(), pin.trip() == null ? 0 : pin.trip(), pin.position());
                now = mended(sheet, roads, now, pin.van());
            }
        }
        return now;
    }

    private List<Tour> mended(Sheet sheet, Matrix roads, List<Tour> tours, String van) {
        Set<String> pinned = sheet.rules().pins().stream().map(Pin::stop).collect(Collectors.toSet());
        var out = new ArrayList<Stop>();
        List<Tour> now = tours;
        while (!holds(sheet, roads, now, van)) {
            Optional<Stop> last = of(now, van)
                    .stops()
                    .map(sheet::stop)
                    .filter(stop -> !pinned.contains(stop.id()) && stop.partner() == null)
                    .reduce((one, other) -> other);
            if (last.isEmpty()) {
                // What was pinned does not hold by itself: that is for the dispatcher to see.
                return now;
            }
            now = Moving.without(now, last.get().id());
            out.add(last.get());
        }
        Collections.reverse(out);
        var but = new HashSet<>(sheet.rules().locked());
        but.add(van);
        for (Stop stop : out) {
            now = inserting
                    .insert(sheet, roads, now, stop, null, Progress.none(), but)
                    .orElse(now);
        }
        return now;
    }

    private boolean holds(Sheet sheet, Matrix roads, List<Tour> tours, String code) {
        Tour tour = of(tours, code);
        Van van = sheet.van(code);
        var puzzle = new Puzzle(sheet, roads, tour.stops().map(sheet::stop).toList(), List.of(van));
        return judge.judge(puzzle.problem, puzzle.orders(List.of(tour))).holds();
    }

    private static Tour of(List<Tour> tours, String van) {
        return tours.stream().filter(tour -> tour.van().equals(van)).findFirst().orElse(new Tour(van, List.of()));
    }
}
