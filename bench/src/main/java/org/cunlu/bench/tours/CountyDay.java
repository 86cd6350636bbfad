package org.cunlu.bench.tours;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.logistics.RoadMatrix;
import org.cunlu.logistics.RoadMatrix.Point;
import org.cunlu.logistics.RoadMatrix.RoadClass;
import org.cunlu.logistics.TourProblem;
import org.cunlu.logistics.TourProblem.Fleet;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.TourProblem.Task;
import org.cunlu.logistics.roads.StraightRoads;

/**
 * A day of the demo county's hub: all its stations, with their own hours, 4,700 parcels drawn by chance, six of ten going down,
 * and 12 vans. A third of the stations get goods that are at the hub at half past nine only. Cost is fen.
 */
final class CountyDay {
    private static final Set<String> COLUMNS = Set.of(
            "record code name tier parent status latitude longitude made_up days opens closes cut_off handling_minutes township"
                    .concat(
                            " station route mode capacity_kg capacity_litres carries hazard_apart line seq node arrive depart")
                    .concat(" province lead_days year stations")
                    .split(" "));
    private static final int PARCELS = 4_700;
    private static final int VANS = 12;
    private static final int HOUR = 3_600;
    private static final int LATE = 9 * HOUR + 1_800;

    private final List<Point> points = new ArrayList<>();
    private final List<int[]> hours = new ArrayList<>();
    private final Random chance;
    private int townships;
    private int[][] down;
    private int[][] up;
    private boolean[] late;
    private RoadMatrix.Matrix roads;

    CountyDay(long seed) {
        chance = new Random(seed);
        try (var file = CountyDay.class.getResourceAsStream("/demo/network.csv");
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            CsvFile.read(reader, COLUMNS, Set.of()).rows().forEach(this::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        roads = new StraightRoads().between(points);
        draw();
    }

    private void take(CsvRow row) {
        String tier = row.cell("tier").orElse("");
        boolean node = row.cell("record").orElse("").equals("node")
                && row.cell("status").orElse("").equals("OPEN");
        if (!node || tier.equals("GATEWAY")) {
            return;
        }
        RoadClass road = switch (tier) {
            case "HUB" -> RoadClass.CITY;
            case "TOWNSHIP" -> RoadClass.TOWNSHIP;
            default -> RoadClass.VILLAGE;
        };
        townships += road == RoadClass.TOWNSHIP ? 1 : 0;
        var point = new Point(
                row.cell("code").orElseThrow(),
                Double.parseDouble(row.cell("latitude").orElseThrow()),
                Double.parseDouble(row.cell("longitude").orElseThrow()),
                road);
        int[] open = {
            LocalTime.parse(row.cell("opens").orElseThrow()).toSecondOfDay(),
            LocalTime.parse(row.cell("closes").orElseThrow()).toSecondOfDay()
        };
        // The hub stands first in the file, and first here.
        points.add(point);
        hours.add(open);
    }

    private void draw() {
        down = new int[points.size()][3];
        up = new int[points.size()][3];
        late = new boolean[points.size()];
        for (int i = 1; i < points.size(); i++) {
            late[i] = chance.nextInt(3) == 0;
        }
        for (int i = 0; i < PARCELS; i++) {
            int[] load = (chance.nextInt(10) < 6 ? down : up)[1 + chance.nextInt(points.size() - 1)];
            load[0] += 500 + chance.nextInt(4_000);
            load[1]++;
            load[2] += 2_000 + chance.nextInt(16_000);
        }
    }

    String told() {
        return "%d 个村站 stations, %d 个乡镇 townships, %d 件 parcels, %d 辆车 vans"
                .formatted(points.size() - 1 - townships, townships, PARCELS, VANS);
    }

    /** @param delivers whether what goes down is in it @param collects whether what comes up is */
    TourProblem problem(boolean delivers, boolean collects) {
        var tasks = new ArrayList<Task>();
        for (int i = 1; i < points.size(); i++) {
            int[] gets = delivers ? down[i] : new int[3];
            int[] gives = collects ? up[i] : new int[3];
            if (gets[1] + gives[1] > 0) {
                tasks.add(new Task(
                        points.get(i).code(),
                        i,
                        Role.VISIT,
                        listed(gets),
                        listed(gives),
                        hours.get(i)[0],
                        hours.get(i)[1],
                        180 + 4.0 * (gets[1] + gives[1]),
                        delivers && late[i] ? LATE : 0,
                        -1,
                        null,
                        10_000_000));
            }
        }
        var van = new Fleet(
                "VAN",
                VANS,
                List.of(1_500_000, 5_000, 8_000_000),
                0,
                0,
                5 * HOUR,
                19 * HOUR,
                1_200,
                3,
                8_000,
                0.12,
                3_000.0 / HOUR,
                1);
        return new TourProblem(points.size(), roads, 3, tasks, List.of(van), false, List.of());
    }

    private static List<Integer> listed(int[] load) {
        return List.of(load[0], load[1], load[2]);
    }
}
