package org.cunlu.logistics.network;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.Opening;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.SupplyLine;

/** Reads the network's tables of this county. */
@Singleton
class NetworkTables {
    private final Sql sql;
    private final String county;

    NetworkTables(Sql sql, @Value("${cunlu.county.code:500233}") String county) {
        this.sql = sql;
        this.county = county;
    }

    String county() {
        return county;
    }

    long version() {
        return sql.one("SELECT version FROM log_network WHERE id = 1", row -> row.number("version"))
                .orElseThrow();
    }

    /** Keeps rival changes waiting until the transaction ends. */
    void lock() {
        sql.one("SELECT version FROM log_network WHERE id = 1 FOR UPDATE", row -> row.number("version"));
    }

    Tables read() {
        var tables = Tables.empty();
        sql.list("SELECT * FROM log_node WHERE county_code = ?", NetworkTables::place, county)
                .forEach(place -> tables.places().put(place.code(), place));
        sql.list("SELECT * FROM log_village WHERE county_code = ?", NetworkTables::village, county)
                .forEach(village -> tables.villages().put(village.code(), village));
        lines().forEach(line -> tables.lines().put(line.code(), line));
        readLeads(tables);
        readPlan(tables);
        sql.list("SELECT * FROM log_supply_line WHERE county_code = ?", NetworkTables::supply, county)
                .forEach(line -> tables.supply().put(line.key(), line));
        return tables;
    }

    private List<Line> lines() {
        var stops = new HashMap<String, List<Line.Stop>>();
        sql.list(
                        "SELECT s.* FROM log_line_stop s JOIN log_line l ON l.code = s.line_code"
                                + " WHERE l.county_code = ? ORDER BY s.line_code, s.seq",
                        row -> Map.entry(row.string("line_code"), stop(row)),
                        county)
                .forEach(each -> stops.computeIfAbsent(each.getKey(), code -> new ArrayList<>())
                        .add(each.getValue()));
        Map<String, List<Line.Holiday>> holidays = holidays();
        return sql.list("SELECT * FROM log_line WHERE county_code = ?", row -> line(row, stops, holidays), county);
    }

    private Map<String, List<Line.Holiday>> holidays() {
        var holidays = new HashMap<String, List<Line.Holiday>>();
        sql.list(
                        "SELECT h.* FROM log_line_holiday h JOIN log_line l ON l.code = h.line_code"
                                + " WHERE l.county_code = ? ORDER BY h.line_code, h.service_date",
                        row -> Map.entry(row.string("line_code"), holiday(row)),
                        county)
                .forEach(each -> holidays.computeIfAbsent(each.getKey(), code -> new ArrayList<>())
                        .add(each.getValue()));
        return holidays;
    }

    private void readLeads(Tables tables) {
        record Lead(String gateway, String province, int days) {}
        sql.list(
                        "SELECT gateway_code, province, days FROM log_gateway_lead WHERE county_code = ?",
                        row -> new Lead(row.string("gateway_code"), row.string("province"), row.integer("days")),
                        county)
                .forEach(lead -> tables.leads()
                        .computeIfAbsent(lead.gateway(), code -> new LinkedHashMap<>())
                        .put(lead.province(), lead.days()));
    }

    private void readPlan(Tables tables) {
        record Planned(String township, int year, int stations) {}
        sql.list(
                        "SELECT township_code, plan_year, stations FROM log_station_plan WHERE county_code = ?",
                        row -> new Planned(
                                row.string("township_code"), row.integer("plan_year"), row.integer("stations")),
                        county)
                .forEach(planned -> tables.plan()
                        .computeIfAbsent(planned.township(), code -> new TreeMap<>())
                        .put(planned.year(), planned.stations()));
    }

    private static Place place(Row row) {
        var node = new Node(
                row.string("code"),
                row.string("county_code"),
                row.string("name"),
                row.constant("tier", Node.Tier.class),
                row.string("parent_code"),
                row.string("path"),
                row.constant("status", Node.Status.class),
                row.decimal("latitude"),
                row.decimal("longitude"),
                row.flag("position_made_up"),
                Names.of(row.string("holds"), StorageClass.class),
                profile(row));
        var opening = new Opening(
                Place.days(row.integer("open_days")),
                time(row.number("opens_minute")),
                time(row.number("closes_minute")),
                timeOrNull(row, "cut_off_minute"),
                timeOrNull(row, "sort_cut_off_minute"),
                row.integer("handling_minutes"));
        return new Place(node, opening, row.integer("version"));
    }

    private static NodeProfile profile(Row row) {
        Long parcels = row.numberOrNull("parcels_max");
        Long stars = row.numberOrNull("stars");
        return new NodeProfile(
                row.string("gln"),
                Names.of(row.string("services"), NodeProfile.Service.class),
                parcels == null ? null : Math.toIntExact(parcels),
                row.numberOrNull("volume_max_cm3"),
                stars == null ? null : Math.toIntExact(stars),
                row.flag("enabled"),
                row.flag("open_to_users"),
                row.flag("reachable_by_vehicle"),
                row.flag("dispatchable"));
    }

    private static Served village(Row row) {
        return new Served(
                row.string("code"),
                row.string("name"),
                row.string("township_code"),
                row.string("own_station_code"),
                row.decimal("latitude"),
                row.decimal("longitude"),
                row.flag("position_made_up"));
    }

    private static Line line(Row row, Map<String, List<Line.Stop>> stops, Map<String, List<Line.Holiday>> holidays) {
        Long pieces = row.numberOrNull("pieces");
        String code = row.string("code");
        return new Line(
                code,
                row.string("name"),
                row.string("route"),
                row.constant("mode", Line.Mode.class),
                Place.days(row.integer("days")),
                row.date("valid_from"),
                row.date("valid_to"),
                row.number("weight_grams"),
                row.number("volume_cm3"),
                pieces == null ? null : Math.toIntExact(pieces),
                Names.of(row.string("carries"), StorageClass.class),
                row.flag("hazard_apart"),
                holidays.getOrDefault(code, List.of()),
                stops.getOrDefault(code, List.of()));
    }

    private static Line.Holiday holiday(Row row) {
        Long runsAs = row.numberOrNull("runs_as");
        return new Line.Holiday(
                row.date("service_date"), runsAs == null ? null : DayOfWeek.of(Math.toIntExact(runsAs)));
    }

    private static SupplyLine supply(Row row) {
        return new SupplyLine(
                row.constant("programme", Programme.class),
                row.string("supplier_code"),
                row.string("supplied_code"),
                row.date("valid_from"),
                row.date("valid_to"));
    }

    private static Line.Stop stop(Row row) {
        return new Line.Stop(row.string("node_code"), row.integer("arrive_minute"), row.integer("depart_minute"));
    }

    private static LocalTime timeOrNull(Row row, String column) {
        Long minute = row.numberOrNull(column);
        return minute == null ? null : time(minute);
    }

    private static LocalTime time(long minute) {
        return LocalTime.ofSecondOfDay(minute * 60);
    }
}
