package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.TourProblem;
import org.cunlu.logistics.dispatch.Sheet.Pin;
import org.cunlu.logistics.dispatch.Sheet.Stop;
import org.cunlu.logistics.dispatch.Sheet.Tour;
import org.cunlu.logistics.dispatch.Sheet.Van;

/** A sheet, or a part of it, as planner and judge know it: each van is a fleet of its own, places are those that it needs. */
final class Puzzle {
    private static final double METRES = 1_000;
    private static final double SECONDS = 3_600;
    /** What must be served outweighs a day of all vehicles. */
    private static final double MUST = 50_000_000;

    private static final double MAY = 500_000;
    private static final double MAY_PIECE = 1_000;

    final Sheet sheet;
    final TourProblem problem;
    final List<Stop> stops;
    final List<Van> vans;
    private final Map<String, Integer> stopAt = new HashMap<>();
    private final Map<String, Integer> vanAt = new HashMap<>();

    Puzzle(Sheet sheet, Matrix roads) {
        this(sheet, roads, sheet.stops(), sheet.vans());
    }

    /** @throws ProblemException 400 where the part makes no sense, each by its code, see {@link TourProblem} */
    Puzzle(Sheet sheet, Matrix roads, Collection<Stop> stops, Collection<Van> vans) {
        this.sheet = sheet;
        this.stops = List.copyOf(stops);
        this.vans = List.copyOf(vans);
        for (int i = 0; i < this.stops.size(); i++) {
            if (stopAt.put(this.stops.get(i).id(), i) != null) {
                throw ProblemException.invalid("stops", "stop-twice", "停靠点重复 · A stop is there twice");
            }
        }
        for (int i = 0; i < this.vans.size(); i++) {
            vanAt.put(this.vans.get(i).code(), i);
        }
        var known = new HashMap<String, Integer>();
        sheet.places().forEach(code -> known.put(code, known.size()));
        var places = new LinkedHashMap<String, Integer>();
        places.put(sheet.depot(), 0);
        this.stops.forEach(stop -> places.putIfAbsent(stop.node(), places.size()));
        int[] at = places.keySet().stream()
                .mapToInt(code -> {
                    Integer place = known.get(code);
                    if (place == null) {
                        throw ProblemException.invalid("stops", "unknown-place", "没有这个地点 · No such place");
                    }
                    return place;
                })
                .toArray();
        this.problem = new TourProblem(
                at.length,
                new TourProblem.Roads() {
                    @Override
                    public double metres(int from, int to) {
                        return roads.metres(at[from], at[to]);
                    }

                    @Override
                    public double seconds(int from, int to) {
                        return roads.seconds(at[from], at[to]);
                    }
                },
                Goods.PARTS,
                this.stops.stream()
                        .map(stop -> task(stop, places.get(stop.node())))
                        .toList(),
                this.vans.stream().map(Puzzle::fleet).toList(),
                false,
                apart(),
                fixed());
    }

    private List<TourProblem.Fixed> fixed() {
        return sheet.rules().pins().stream()
                .filter(pin -> pin.position() != null && stopAt.containsKey(pin.stop()) && vanAt.containsKey(pin.van()))
                // One that the vehicle may not serve at all is left out, and told so.
                .filter(pin -> Set.of(vanAt.get(pin.van())).equals(fleets(stops.get(stopAt.get(pin.stop())))))
                .map(pin -> new TourProblem.Fixed(
                        stopAt.get(pin.stop()),
                        vanAt.get(pin.van()),
                        pin.trip() == null ? 0 : pin.trip(),
                        pin.position()))
                .toList();
    }

    private List<TourProblem.Apart> apart() {
        return sheet.rules().apart().stream()
                .filter(pair -> stopAt.containsKey(pair.one()) && stopAt.containsKey(pair.other()))
                .map(pair -> new TourProblem.Apart(stopAt.get(pair.one()), stopAt.get(pair.other())))
                .toList();
    }

    private TourProblem.Task task(Stop stop, int place) {
        return new TourProblem.Task(
                stop.id(),
                place,
                stop.role(),
                stop.delivers().parts(),
                stop.collects().parts(),
                stop.opens(),
                stop.closes(),
                stop.service(),
                stop.released(),
                stop.partner() == null ? -1 : stopAt.getOrDefault(stop.partner(), stops.size()),
                fleets(stop),
                stop.must()
                        ? MUST
                        : MAY
                                + MAY_PIECE
                                        * (stop.delivers().pieces()
                                                + stop.collects().pieces()));
    }

    @Nullable
    private Set<Integer> fleets(Stop stop) {
        String pinned = sheet.rules().pins().stream()
                .filter(pin -> pin.stop().equals(stop.id()))
                .map(Pin::van)
                .findFirst()
                .orElse(null);
        Set<Integer> may = IntStream.range(0, vans.size())
                .filter(i -> pinned == null || pinned.equals(vans.get(i).code()))
                .filter(i ->
                        stop.vans() == null || stop.vans().contains(vans.get(i).code()))
                .filter(i ->
                        vans.get(i).reaches() == null || vans.get(i).reaches().contains(stop.node()))
                .boxed()
                .collect(Collectors.toSet());
        return may.size() == vans.size() && pinned == null ? null : may;
    }

    private static TourProblem.Fleet fleet(Van van) {
        return new TourProblem.Fleet(
                van.code(),
                1,
                van.capacity().parts(),
                0,
                0,
                van.leaves(),
                van.back(),
                van.loading(),
                van.tripsMax(),
                van.fixedFen(),
                van.perKmFen() / METRES,
                van.perHourFen() / SECONDS,
                van.pace());
    }

    /** @throws ProblemException 400 {@code unknown-stop}, {@code unknown-van}, {@code stop-twice} */
    List<TourPlan.Order> orders(List<Tour> tours) {
        var seen = new HashSet<String>();
        return tours.stream()
                .filter(tour -> !tour.trips().isEmpty())
                .map(tour -> {
                    Integer van = vanAt.get(tour.van());
                    if (van == null || !seen.add("van " + tour.van())) {
                        throw ProblemException.invalid("van", "unknown-van", "本方案没有这辆车 · No such vehicle in this plan");
                    }
                    return new TourPlan.Order(
                            van,
                            tour.trips().stream()
                                    .map(trip -> trip.stream()
                                            .map(stop -> index(stop, seen))
                                            .toList())
                                    .toList());
                })
                .toList();
    }

    private Integer index(String stop, Set<String> seen) {
        Integer index = stopAt.get(stop);
        if (index == null) {
            throw ProblemException.invalid("stop", "unknown-stop", "没有这个停靠点 · No such stop");
        }
        if (!seen.add("stop " + stop)) {
            throw ProblemException.invalid("stop", "stop-twice", "停靠点重复 · A stop is there twice");
        }
        return index;
    }

    List<Tour> tours(List<TourPlan.Order> orders) {
        var tours = new ArrayList<Tour>();
        for (TourPlan.Order order : orders) {
            tours.add(new Tour(
                    vans.get(order.fleet()).code(),
                    order.trips().stream()
                            .map(trip -> trip.stream()
                                    .map(task -> stops.get(task).id())
                                    .toList())
                            .toList()));
        }
        return tours;
    }
}
