package org.cunlu.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.app.demo.DemoCounty.Spot;
import org.cunlu.app.demo.DemoCounty.Township;
import org.cunlu.app.demo.DemoCounty.Village;

/**
 * Writes {@code demo/network.csv}: run {@link #main} after a change and commit what it wrote. Hours, lines, lead times and
 * positions are made up; which stations are built or planned, and when, is the county's own plan.
 */
final class DemoNetworkFile {
    static final Path FOLDER = Path.of("src/main/resources/demo");

    private static final List<String> COLUMNS = List.of(
            "record",
            "code",
            "name",
            "tier",
            "parent",
            "status",
            "latitude",
            "longitude",
            "made_up",
            "days",
            "opens",
            "closes",
            "cut_off",
            "handling_minutes",
            "township",
            "station",
            "route",
            "mode",
            "capacity_kg",
            "capacity_litres",
            "carries",
            "hazard_apart",
            "line",
            "seq",
            "node",
            "arrive",
            "depart",
            "province",
            "lead_days",
            "year",
            "stations");
    /** Carriers' days, made up. */
    private static final Map<Integer, List<String>> LEADS = new LinkedHashMap<>();

    static {
        LEADS.put(1, List.of("重庆"));
        LEADS.put(2, List.of("四川", "湖北", "贵州", "湖南", "陕西"));
        LEADS.put(3, List.of("*"));
        LEADS.put(4, List.of("辽宁", "吉林", "海南", "甘肃", "宁夏", "内蒙古"));
        LEADS.put(5, List.of("黑龙江", "青海"));
        LEADS.put(7, List.of("新疆", "西藏", "香港", "澳门", "台湾"));
    }

    private final DemoCounty county;
    private final StringBuilder out = new StringBuilder();

    private DemoNetworkFile(DemoCounty county) {
        this.county = county;
    }

    public static void main(String[] args) throws IOException {
        Path folder = args.length == 0 ? FOLDER : Path.of(args[0]);
        Files.writeString(folder.resolve("network.csv"), text(DemoCounty.read(folder)));
    }

    static String text(DemoCounty county) {
        var file = new DemoNetworkFile(county);
        file.out.append(String.join(",", COLUMNS)).append('\n');
        file.nodes();
        county.townships().forEach(township -> township.villages().forEach(village -> file.village(township, village)));
        county.townships()
                .forEach(township -> township.plan()
                        .forEach((year, stations) -> file.row(Map.of(
                                "record", "plan", "code", township.code(), "year", year, "stations", stations))));
        LEADS.forEach((days, provinces) -> provinces.forEach(province -> file.row(
                Map.of("record", "lead", "code", DemoCounty.GATEWAY, "province", province, "lead_days", days))));
        new DemoTimetable(county).lines().forEach(file::line);
        return file.out.toString();
    }

    private void nodes() {
        String hub = DemoCounty.HUB;
        node(hub, "忠县共配中心", "HUB", "", true, DemoCounty.HUB_AT, "1234567,05:00,22:00,17:00,45");
        node(DemoCounty.GATEWAY, "忠县出县口", "GATEWAY", hub, true, DemoCounty.GATEWAY_AT, "1234567,06:00,23:00,,45");
        for (Township township : county.townships()) {
            String name = township.name() + "中转站";
            node(township.code(), name, "TOWNSHIP", hub, true, township.at(), "1234567,06:30,19:00,16:00,30");
        }
        for (Township township : county.townships()) {
            int n = 0;
            for (Village station : township.stations()) {
                // One in five rests on Sundays, one in eleven opens three days a week, as small stations do.
                String days = n % 11 == 10 ? "135" : n % 5 == 4 ? "123456" : "1234567";
                String name = township.name() + station.shortName() + "综合服务社";
                boolean open = n++ < township.openStations();
                node(
                        station.code(),
                        name,
                        "VILLAGE",
                        township.code(),
                        open,
                        station.at(),
                        days + ",08:00,18:00,15:00,15");
            }
        }
    }

    private void node(String code, String name, String tier, String parent, boolean open, Spot at, String hours) {
        String[] times = hours.split(",", -1);
        var cells = new LinkedHashMap<String, Object>();
        cells.put("record", "node");
        cells.put("code", code);
        cells.put("name", name);
        cells.put("tier", tier);
        cells.put("parent", parent);
        cells.put("status", open ? "OPEN" : "PLANNED");
        put(cells, at);
        cells.put("days", times[0]);
        cells.put("opens", times[1]);
        cells.put("closes", times[2]);
        cells.put("cut_off", times[3]);
        cells.put("handling_minutes", times[4]);
        row(cells);
    }

    /** Its station is named although it is the one of its own code, so that the file can be read without knowing that. */
    private void village(Township township, Village village) {
        var cells = new LinkedHashMap<String, Object>();
        cells.put("record", "village");
        cells.put("code", village.code());
        cells.put("name", village.shortName());
        cells.put("township", township.code());
        cells.put("station", township.stations().contains(village) ? village.code() : "");
        put(cells, village.at());
        row(cells);
    }

    private static void put(Map<String, Object> cells, Spot at) {
        cells.put("latitude", at.latitude());
        cells.put("longitude", at.longitude());
        cells.put("made_up", true);
    }

    private void line(DemoTimetable.Line line) {
        var cells = new LinkedHashMap<String, Object>();
        cells.put("record", "line");
        cells.put("code", line.code());
        cells.put("name", line.name());
        cells.put("route", line.route());
        cells.put("mode", line.mode());
        cells.put("days", "1234567");
        cells.put("capacity_kg", line.kg());
        cells.put("capacity_litres", line.litres());
        // Passengers do not ride with pesticides.
        cells.put("carries", line.mode().equals("BUS") ? "DRY CHILLED" : "");
        cells.put("hazard_apart", line.mode().equals("BUS") ? "" : "true");
        row(cells);
        int seq = 0;
        for (DemoTimetable.Call call : line.calls()) {
            var stop = new LinkedHashMap<String, Object>();
            stop.put("record", "stop");
            stop.put("line", line.code());
            stop.put("seq", ++seq);
            stop.put("node", call.node());
            stop.put("arrive", clock(call.arrive()));
            stop.put("depart", clock(call.depart()));
            row(stop);
        }
    }

    private void row(Map<String, Object> cells) {
        var fields = new ArrayList<String>();
        COLUMNS.forEach(column -> fields.add(String.valueOf(cells.getOrDefault(column, ""))));
        out.append(String.join(",", fields)).append('\n');
    }

    private static String clock(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }
}
