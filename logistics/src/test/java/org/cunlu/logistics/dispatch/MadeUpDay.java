package org.cunlu.logistics.dispatch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.RoadMatrix.Point;
import org.cunlu.logistics.RoadMatrix.RoadClass;
import org.cunlu.logistics.TourPlanner;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.dispatch.Sheet.Rules;
import org.cunlu.logistics.dispatch.Sheet.Stop;
import org.cunlu.logistics.dispatch.Sheet.Tour;
import org.cunlu.logistics.dispatch.Sheet.Van;
import org.cunlu.logistics.judging.PlainJudge;
import org.cunlu.logistics.roads.StraightRoads;
import org.cunlu.logistics.tours.StringPlanner;

/** A day made up by chance: stations around a depot, each with goods both ways, and vans. */
final class MadeUpDay {
    static final Reckoning RECKONING = new Reckoning(new PlainJudge());
    static final Inserting INSERTING = new Inserting(new PlainJudge());
    static final Replanning REPLANNING = new Replanning(new StringPlanner(), new PlainJudge());
    private static final int HOUR = 3600;

    final Sheet sheet;
    final Matrix roads;

    MadeUpDay(long seed, int stations, int vans) {
        var chance = new Random(seed);
        var places = new ArrayList<String>(List.of("H"));
        var points = new ArrayList<Point>(List.of(new Point("H", 30.3, 108, RoadClass.CITY)));
        var stops = new ArrayList<Stop>();
        for (int i = 0; i < stations; i++) {
            String node = "S" + i;
            places.add(node);
            points.add(
                    new Point(node, 30.3 + chance.nextDouble() / 5, 108 + chance.nextDouble() / 5, RoadClass.VILLAGE));
            stops.add(new Stop(
                    node,
                    node,
                    Role.VISIT,
                    null,
                    goods(chance),
                    goods(chance),
                    7 * HOUR,
                    18 * HOUR,
                    300,
                    chance.nextInt(4) == 0 ? 9 * HOUR : 0,
                    null,
                    chance.nextBoolean(),
                    null,
                    0));
        }
        var fleet = new ArrayList<Van>();
        for (int i = 0; i < vans; i++) {
            fleet.add(van("V" + i));
        }
        sheet = new Sheet("H", LocalDate.of(2026, 11, 24), places, stops, fleet, Rules.NONE, List.of());
        roads = new StraightRoads().between(points);
    }

    static Van van(String code) {
        return new Van(
                code,
                code,
                new Goods(1_000_000, 10_000, 5_000_000, 500_000, 500_000),
                6 * HOUR,
                19 * HOUR,
                900,
                3,
                5_000,
                120,
                3_000,
                1,
                null);
    }

    private static Goods goods(Random chance) {
        return new Goods(
                chance.nextInt(50_000),
                1 + chance.nextInt(30),
                chance.nextInt(200_000),
                chance.nextInt(10_000),
                chance.nextInt(5_000));
    }

    List<Tour> planned(long seed, long iterations) {
        return planned(sheet, List.of(), seed, iterations);
    }

    List<Tour> planned(Sheet of, List<Tour> from, long seed, long iterations) {
        return REPLANNING.plan(of, roads, from, seed, 1, until(iterations));
    }

    static TourPlanner.Watch until(long iterations) {
        return done -> done >= iterations;
    }

    Reckoning.Reckoned reckoned(Sheet of, List<Tour> tours) {
        return RECKONING.of(of, roads, tours);
    }

    static Stop pickup(String node, Set<String> vans) {
        return new Stop(
                node + "+1",
                node,
                Role.VISIT,
                null,
                Goods.NONE,
                new Goods(5_000, 2, 8_000, 0, 0),
                0,
                18 * HOUR,
                240,
                0,
                null,
                true,
                vans,
                0);
    }
}
