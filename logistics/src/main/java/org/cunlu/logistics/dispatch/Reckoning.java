package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.TourJudge;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.dispatch.Sheet.Stop;
import org.cunlu.logistics.dispatch.Sheet.Tour;

/** What tours come to, as the judge says, in words. */
@Singleton
class Reckoning {
    private final TourJudge judge;

    Reckoning(TourJudge judge) {
        this.judge = judge;
    }

    /** @param load when it leaves here @param waits seconds */
    @Serdeable
    record StopSeen(String stop, String node, double arrives, double begins, double leaves, double waits, Goods load) {}

    @Serdeable
    record TripSeen(double leaves, Goods load, List<StopSeen> stops, double back) {}

    /** @param fill greatest part of what the van can carry, in the measure that is fullest: 0 to 1 */
    @Serdeable
    record TourSeen(String van, List<TripSeen> trips, double metres, double seconds, double costFen, double fill) {}

    /** @param reasons in words */
    @Serdeable
    record LeftOut(String stop, String node, List<String> reasons) {}

    /** What does not hold. @param what in words */
    @Serdeable
    record Broken(
            String code,
            String what,
            @Nullable String van,
            @Nullable String stop) {}

    /** @param costFen of all tours, without what is left out */
    @Serdeable
    record Reckoned(
            List<TourSeen> tours,
            List<LeftOut> leftOut,
            List<Broken> broken,
            double metres,
            double costFen,
            double withLeftOut) {
        boolean holds() {
            return broken.isEmpty();
        }
    }

    Reckoned of(Sheet sheet, Matrix roads, List<Tour> tours) {
        return of(new Puzzle(sheet, roads), tours);
    }

    Reckoned of(Puzzle puzzle, List<Tour> tours) {
        List<TourPlan.Order> orders = puzzle.orders(tours);
        TourJudge.Verdict verdict = judge.judge(puzzle.problem, orders);
        TourPlan plan = verdict.plan();
        return new Reckoned(
                plan.tours().stream().map(tour -> seen(puzzle, tour)).toList(),
                plan.leftOut().stream()
                        .map(left -> {
                            Stop stop = puzzle.stops.get(left.task());
                            return new LeftOut(
                                    stop.id(),
                                    stop.node(),
                                    left.reasons().stream()
                                            .sorted()
                                            .map(TourPlan.Reason::text)
                                            .toList());
                        })
                        .toList(),
                verdict.faults().stream()
                        .map(fault -> broken(puzzle, orders, fault))
                        .toList(),
                plan.metres(),
                plan.tours().stream().mapToDouble(TourPlan.Tour::cost).sum(),
                plan.cost());
    }

    private static Broken broken(Puzzle puzzle, List<TourPlan.Order> orders, TourJudge.Fault fault) {
        return new Broken(
                fault.kind().name(),
                words(fault.kind()),
                fault.order() < 0
                        ? null
                        : puzzle.vans.get(orders.get(fault.order()).fleet()).code(),
                fault.task() < 0 || fault.task() >= puzzle.stops.size()
                        ? null
                        : puzzle.stops.get(fault.task()).id());
    }

    private static String words(TourJudge.Kind kind) {
        return switch (kind) {
            case UNKNOWN_TASK -> "没有这个停靠点 · No such stop";
            case SERVED_TWICE -> "同一停靠点排了两次 · A stop is served twice";
            case HALF_A_PAIR -> "只取不送或只送不取 · Half of a pair is missing";
            case DROP_BEFORE_PICKUP -> "还没取货就要送 · Dropped before it is picked up";
            case OVERLOADED -> "超载 · Overloaded";
            case TOO_LATE -> "赶不上时间窗 · Comes after the stop has closed";
            case SHIFT_OVER -> "超出班次 · Comes back after the shift";
            case NO_WAY -> "没有路可走 · There is no way";
            case NOT_ITS_FLEET -> "这辆车到不了，或已指定别的车 · Not for this vehicle";
            case TOO_MANY_VEHICLES -> "车辆不够 · More vehicles than there are";
            case TOO_MANY_TRIPS -> "趟数太多 · Too many trips";
            case EMPTY_TRIP -> "空跑一趟 · A trip without stops";
            case NOT_AT_ITS_PLACE -> "没有排在指定的位置 · Not at the place where it is pinned";
            case NOT_APART -> "不能同车 · May not be in one vehicle";
        };
    }

    private static TourSeen seen(Puzzle puzzle, TourPlan.Tour tour) {
        List<Integer> capacity = puzzle.vans.get(tour.fleet()).capacity().parts();
        double fill = tour.trips().stream()
                .flatMap(trip -> Stream.concat(
                        Stream.of(trip.load()), trip.stops().stream().map(TourPlan.Stop::load)))
                .mapToDouble(load -> fill(load, capacity))
                .max()
                .orElse(0);
        return new TourSeen(
                puzzle.vans.get(tour.fleet()).code(),
                tour.trips().stream()
                        .map(trip -> new TripSeen(
                                trip.leaves(),
                                Goods.of(trip.load()),
                                trip.stops().stream()
                                        .map(stop -> seen(puzzle, stop))
                                        .toList(),
                                trip.back()))
                        .toList(),
                tour.metres(),
                tour.seconds(),
                tour.cost(),
                fill);
    }

    private static double fill(List<Integer> load, List<Integer> capacity) {
        double most = 0;
        for (int part = 0; part < load.size(); part++) {
            most = Math.max(most, capacity.get(part) == 0 ? 0 : (double) load.get(part) / capacity.get(part));
        }
        return most;
    }

    private static StopSeen seen(Puzzle puzzle, TourPlan.Stop stop) {
        Stop what = puzzle.stops.get(stop.task());
        return new StopSeen(
                what.id(),
                what.node(),
                stop.arrives(),
                stop.begins(),
                stop.leaves(),
                stop.waits(),
                // A plan that does not hold may have less than nothing aboard.
                Goods.of(stop.load().stream().map(part -> Math.max(0, part)).toList()));
    }

    /** @return what breaks with these that did not with those */
    static List<Broken> more(Reckoned before, Reckoned after) {
        Map<Broken, Long> known =
                before.broken().stream().collect(Collectors.groupingBy(each -> each, Collectors.counting()));
        return after.broken().stream()
                .filter(each -> known.merge(each, -1L, Long::sum) < 0)
                .toList();
    }
}
