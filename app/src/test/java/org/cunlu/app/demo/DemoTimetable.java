package org.cunlu.app.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.app.demo.DemoCounty.Spot;
import org.cunlu.app.demo.DemoCounty.Township;
import org.cunlu.app.demo.DemoCounty.Village;

/**
 * Lines of the demo county, made up as a county of this size runs them: a van for the townships of each co-operative
 * federation goes out early and comes back in the afternoon; passenger buses carry goods between (客货邮); in each township
 * a van goes round its stations twice a day, out and back, so that up, down and across ride along; in the evening all goes
 * to the carriers at the gateway.
 */
final class DemoTimetable {
    private static final double VAN_KM_PER_HOUR = 40;
    private static final double VILLAGE_KM_PER_HOUR = 30;
    private static final double BUS_KM_PER_HOUR = 35;

    /** @param arrive minute of the day */
    record Call(String node, int arrive, int depart) {}

    record Line(String code, String name, String route, String mode, int kg, int litres, List<Call> calls) {}

    private record Halt(String node, Spot at) {}

    private final DemoCounty county;
    private final List<Line> lines = new ArrayList<>();

    DemoTimetable(DemoCounty county) {
        this.county = county;
    }

    List<Line> lines() {
        int number = 0;
        for (Map.Entry<String, List<Township>> each : federations().entrySet()) {
            federation("%02d".formatted(++number), each.getKey(), each.getValue());
        }
        county.townships().forEach(this::circuit);
        var hub = new Halt(DemoCounty.HUB, DemoCounty.HUB_AT);
        var gateway = new Halt(DemoCounty.GATEWAY, DemoCounty.GATEWAY_AT);
        for (String time : List.of("11:30", "20:30")) {
            String code = "G-" + time.replace(":", "");
            add(
                    code,
                    "共配中心—出县口 " + time,
                    "共配中心—出县口",
                    "VAN",
                    3_000,
                    15_000,
                    time,
                    VAN_KM_PER_HOUR,
                    List.of(hub, gateway));
        }
        // What carriers bring into the county, and what comes back.
        add(
                "G-0615-R",
                "出县口—共配中心 06:15",
                "共配中心—出县口",
                "VAN",
                3_000,
                15_000,
                "06:15",
                VAN_KM_PER_HOUR,
                List.of(gateway, hub));
        int leaves = minute("22:30");
        var carrier = List.of(new Call(DemoCounty.GATEWAY, leaves, leaves));
        lines.add(new Line("X-2230", "出县承运 22:30", "出县承运", "CARRIER", 10_000, 50_000, carrier));
        return lines;
    }

    /** Townships under the lead township of their federation, the nearest to the hub first. */
    private Map<String, List<Township>> federations() {
        var groups = new LinkedHashMap<String, List<Township>>();
        for (Township township : county.townships()) {
            groups.computeIfAbsent(township.leadTownship(), lead -> new ArrayList<>())
                    .add(township);
        }
        groups.values()
                .forEach(group ->
                        group.sort(Comparator.comparingDouble(township -> DemoCounty.HUB_AT.roadKm(township.at()))));
        return groups;
    }

    private void federation(String number, String lead, List<Township> group) {
        var out = new ArrayList<Halt>();
        out.add(new Halt(DemoCounty.HUB, DemoCounty.HUB_AT));
        group.forEach(township -> out.add(new Halt(township.code(), township.at())));
        String route = "共配中心—" + lead + "片区";
        add("V" + number + "-0530", route + " 早班", route, "VAN", 1_500, 8_000, "05:30", VAN_KM_PER_HOUR, out);
        add(
                "V" + number + "-1645",
                route + " 返程",
                route,
                "VAN",
                1_500,
                8_000,
                "16:45",
                VAN_KM_PER_HOUR,
                out.reversed());
        Township of = group.stream()
                .filter(each -> each.name().equals(lead))
                .findFirst()
                .orElseThrow();
        List<Halt> bus = List.of(out.getFirst(), new Halt(of.code(), of.at()));
        String road = "忠县—" + lead + " 客货邮";
        for (String time : List.of("08:00", "10:30", "13:30")) {
            String code = "B" + number + "-" + time.replace(":", "");
            add(code + "-D", road + " 下行 " + time, road, "BUS", 80, 600, time, BUS_KM_PER_HOUR, bus);
        }
        for (String time : List.of("09:30", "12:15", "15:00")) {
            String code = "B" + number + "-" + time.replace(":", "");
            add(code + "-U", road + " 上行 " + time, road, "BUS", 80, 600, time, BUS_KM_PER_HOUR, bus.reversed());
        }
    }

    /** Out past all open stations and back past them again, the nearest neighbour next. */
    private void circuit(Township township) {
        var start = new Halt(township.code(), township.at());
        var out = new ArrayList<Halt>(List.of(start));
        var left = new ArrayList<>(township.open());
        while (!left.isEmpty()) {
            Spot at = out.getLast().at();
            Village next = left.stream()
                    .min(Comparator.comparingDouble(village -> at.roadKm(village.at())))
                    .orElseThrow();
            left.remove(next);
            out.add(new Halt(next.code(), next.at()));
        }
        var both = new ArrayList<>(out);
        both.addAll(out.reversed().subList(1, out.size()));
        String route = township.name() + "村级循环线";
        String code = "C" + township.code();
        add(code + "-AM", route + " 上午", route, "VAN", 600, 3_000, "08:30", VILLAGE_KM_PER_HOUR, both);
        add(code + "-PM", route + " 下午", route, "VAN", 600, 3_000, "12:45", VILLAGE_KM_PER_HOUR, both);
    }

    private void add(
            String code,
            String name,
            String route,
            String mode,
            int kg,
            int litres,
            String first,
            double speed,
            List<Halt> halts) {
        var calls = new ArrayList<Call>();
        int now = minute(first);
        Halt last = null;
        for (Halt halt : halts) {
            int arrive = last == null
                    ? now
                    : now + Math.max(4, (int) Math.ceil(last.at().roadKm(halt.at()) / speed * 60));
            // Two minutes to unload and load; the first and the last stop need none in the timetable.
            now = last == null || halt == halts.getLast() ? arrive : arrive + 2;
            calls.add(new Call(halt.node(), arrive, now));
            last = halt;
        }
        lines.add(new Line(code, name, route, mode, kg, litres, List.copyOf(calls)));
    }

    private static int minute(String clock) {
        return Integer.parseInt(clock.substring(0, 2)) * 60 + Integer.parseInt(clock.substring(3));
    }
}
