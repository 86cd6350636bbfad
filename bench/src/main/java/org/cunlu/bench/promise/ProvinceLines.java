package org.cunlu.bench.promise;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.cunlu.bench.promise.Province.County;
import org.cunlu.bench.promise.Province.Spot;
import org.cunlu.bench.promise.Province.Township;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Opening;

/**
 * The timetable of a {@link Province}, three departures a day on each way. Vans go from the hub past the townships of a
 * federation and back, buses to every other township, vans round the villages of a township, between hub and gateway, and
 * between neighbouring gateways; night lorries pass many gateways within two days. So that it is no tree: buses pass through
 * some villages from one township to the next, and some cross the border to another county.
 */
final class ProvinceLines {
    private static final double VAN_KM_PER_HOUR = 40;
    private static final double VILLAGE_KM_PER_HOUR = 30;
    private static final double BUS_KM_PER_HOUR = 35;
    private static final double TRUNK_KM_PER_HOUR = 65;
    private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY);
    private static final Set<DayOfWeek> THREE = EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY);
    private static final int STOPS_MAX = 16;

    /** What runs. @param waits minutes at each stop between */
    private record Kind(Line.Mode mode, long grams, long cm3, double kmPerHour, int waits) {
        static final Kind VAN = new Kind(Line.Mode.VAN, 1_500_000, 8_000_000, VAN_KM_PER_HOUR, 5);
        static final Kind ROUND = new Kind(Line.Mode.VAN, 600_000, 3_000_000, VILLAGE_KM_PER_HOUR, 2);
        static final Kind BUS = new Kind(Line.Mode.BUS, 80_000, 600_000, BUS_KM_PER_HOUR, 2);
        static final Kind TRUNK = new Kind(Line.Mode.VAN, 10_000_000, 40_000_000, TRUNK_KM_PER_HOUR, 20);
    }

    private final Province province;
    private final Random random;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Opening> openings = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Map<String, Integer>> leads = new HashMap<>();

    private ProvinceLines(Province province, Random random) {
        this.province = province;
        this.random = random;
    }

    static NetworkMap of(Province.Shape shape, long seed) {
        var random = new Random(seed);
        var made = new ProvinceLines(new Province(shape, random), random);
        made.province.counties.forEach(made::county);
        made.trunks();
        return new NetworkMap(1, made.nodes, made.openings, made.lines, made.leads);
    }

    private void county(County county) {
        node(county.hub(), Node.Tier.HUB, null, DAILY, "05:00", "22:00", "17:00", 45);
        node(county.gateway(), Node.Tier.GATEWAY, county.hub().code(), DAILY, "00:00", "23:59", null, 45);
        for (Township township : county.townships()) {
            node(township.at(), Node.Tier.TOWNSHIP, county.hub().code(), DAILY, "06:30", "19:00", "16:00", 30);
            for (Spot village : township.villages()) {
                Set<DayOfWeek> days = random.nextInt(5) == 0 ? WEEKDAYS : random.nextInt(12) == 0 ? THREE : DAILY;
                node(village, Node.Tier.VILLAGE, township.at().code(), days, "08:00", "18:00", "15:00", 15);
            }
        }
        federations(county);
        for (int i = 0; i < county.townships().size(); i += 2) {
            List<Spot> way = List.of(county.hub(), county.townships().get(i).at());
            both(Kind.BUS, DAILY, way, "08:00 10:30 13:30", "09:30 12:15 15:00");
        }
        county.townships().forEach(township -> rounds(county, township));
        List<Spot> out = List.of(county.hub(), county.gateway());
        both(Kind.VAN, DAILY, out, "11:30 17:00 20:30", "06:15 12:00 18:00");
        for (String time : List.of("11:00", "16:00", "22:30")) {
            route(Kind.TRUNK, DAILY, List.of(county.gateway()), time);
        }
        leads.put(county.gateway().code(), Map.of(NetworkMap.ANYWHERE, 3, "重庆", 1));
    }

    private void federations(County county) {
        List<Township> townships = county.townships();
        for (int from = 0; from < townships.size(); ) {
            int to = Math.min(townships.size(), from + 3 + random.nextInt(3));
            var way = new ArrayList<Spot>(List.of(county.hub()));
            townships.subList(from, to).stream()
                    .map(Township::at)
                    .sorted(Comparator.comparingDouble(county.hub()::roadKm))
                    .forEach(way::add);
            both(Kind.VAN, DAILY, way, "05:30 10:00 14:00", "08:30 12:30 16:45");
            from = to;
        }
    }

    /** Vans out past three to five villages and back past them, and some buses on to another township. */
    private void rounds(County county, Township township) {
        List<Spot> villages = township.villages();
        for (int from = 0; from < villages.size(); ) {
            int to = Math.min(villages.size(), from + 3 + random.nextInt(3));
            List<Spot> out = chain(township.at(), villages.subList(from, to));
            var round = new ArrayList<>(out);
            round.addAll(out.reversed().subList(1, out.size()));
            Set<DayOfWeek> days = random.nextInt(5) == 0 ? WEEKDAYS : random.nextInt(9) == 0 ? THREE : DAILY;
            route(Kind.ROUND, days, round, "08:30 12:45 15:30");
            from = to;
        }
        if (random.nextInt(3) > 0) {
            Spot village = villages.get(random.nextInt(villages.size()));
            nearest(county.townships(), township.at(), each -> each.at().roadKm(township.at()))
                    .ifPresent(next -> both(
                            Kind.BUS,
                            DAILY,
                            List.of(township.at(), village, next.at()),
                            "07:30 11:00 14:30",
                            "09:00 12:30 16:00"));
        }
        if (random.nextInt(20) == 0 && province.counties.size() > 1) {
            County other = province.counties.get((county.number() + 1) % province.counties.size());
            nearest(other.townships(), township.at(), each -> each.at().roadKm(township.at()))
                    .ifPresent(next -> both(
                            Kind.BUS,
                            WEEKDAYS,
                            List.of(township.at(), next.at()),
                            "07:00 10:00 14:00",
                            "08:30 12:00 16:00"));
        }
    }

    private void trunks() {
        var snake = new ArrayList<Spot>();
        for (County county : province.counties) {
            for (County next : province.counties) {
                int apart = Math.abs(county.column() - next.column()) + Math.abs(county.row() - next.row());
                if (apart == 1 && county.number() < next.number()) {
                    both(
                            Kind.TRUNK,
                            DAILY,
                            List.of(county.gateway(), next.gateway()),
                            "01:00 13:00 21:30",
                            "02:30 14:00 22:00");
                }
            }
            List<County> row = province.counties.stream()
                    .filter(each -> each.row() == county.row())
                    .toList();
            snake.add(row.get(county.row() % 2 == 0 ? county.column() : row.size() - 1 - county.column())
                    .gateway());
        }
        for (int from = 0; from + 1 < snake.size(); from += STOPS_MAX / 2) {
            List<Spot> way = snake.subList(from, Math.min(snake.size(), from + STOPS_MAX));
            both(Kind.TRUNK, DAILY, way, "12:00 16:30 20:00", "12:30 17:00 19:30");
        }
    }

    private static Optional<Township> nearest(List<Township> townships, Spot not, ToDoubleFunction<Township> far) {
        return townships.stream().filter(each -> each.at() != not).min(Comparator.comparingDouble(far));
    }

    private static List<Spot> chain(Spot first, List<Spot> others) {
        var chain = new ArrayList<Spot>(List.of(first));
        var left = new ArrayList<>(others);
        while (!left.isEmpty()) {
            Spot next = left.stream()
                    .min(Comparator.comparingDouble(chain.getLast()::roadKm))
                    .orElseThrow();
            left.remove(next);
            chain.add(next);
        }
        return chain;
    }

    private void both(Kind kind, Set<DayOfWeek> days, List<Spot> way, String out, String back) {
        route(kind, days, way, out);
        route(kind, days, way.reversed(), back);
    }

    private void route(Kind kind, Set<DayOfWeek> days, List<Spot> way, String times) {
        for (String time : times.split(" ")) {
            int now = LocalTime.parse(time).toSecondOfDay() / 60 + random.nextInt(20);
            var stops = new ArrayList<Line.Stop>();
            Spot last = null;
            for (Spot spot : way) {
                int arrive = last == null ? now : now + Math.max(4, (int) (last.roadKm(spot) / kind.kmPerHour() * 60));
                now = last == null || spot == way.getLast() ? arrive : arrive + kind.waits();
                stops.add(new Line.Stop(spot.code(), arrive, now));
                last = spot;
            }
            String code = "L%05d".formatted(lines.size());
            var mode = way.size() == 1 ? Line.Mode.CARRIER : kind.mode();
            lines.add(new Line(code, code, null, mode, days, null, null, kind.grams(), kind.cm3(), stops));
        }
    }

    private void node(
            Spot at,
            Node.Tier tier,
            String parent,
            Set<DayOfWeek> days,
            String opens,
            String closes,
            String cutOff,
            int handling) {
        nodes.put(
                at.code(),
                new Node(
                        at.code(),
                        at.code().substring(0, 6),
                        at.code(),
                        tier,
                        parent,
                        "/" + at.code(),
                        Node.Status.OPEN,
                        33 - at.y() / 111,
                        105 + at.x() / 96,
                        true));
        LocalTime last = cutOff == null ? null : LocalTime.parse(cutOff);
        openings.put(at.code(), new Opening(days, LocalTime.parse(opens), LocalTime.parse(closes), last, handling));
    }
}
