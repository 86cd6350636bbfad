package org.cunlu.logistics.dispatch;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.TourJudge;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.TourPlanner;
import org.cunlu.logistics.dispatch.Sheet.Tour;

/** Plans whatever a dispatcher has not locked, and keeps to what he said. */
@Singleton
class Replanning {
    private final TourPlanner planner;
    private final TourJudge judge;

    Replanning(TourPlanner planner, TourJudge judge) {
        this.planner = planner;
        this.judge = judge;
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

    /** Searches until the watch has enough. @return all tours, the locked ones as they were */
    List<Tour> plan(Sheet sheet, Matrix roads, List<Tour> tours, long seed, int threads, TourPlanner.Watch watch) {
        if (sheet.vans().stream().allMatch(van -> sheet.rules().locked().contains(van.code()))) {
            return tours;
        }
        Puzzle free = free(sheet, roads, tours);
        List<Tour> found = free.tours(planner.plan(free.problem, from(free, sheet, tours), seed, threads, watch));
        return joined(sheet, tours, found);
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
}
