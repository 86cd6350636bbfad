package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeChanged;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.Opening;

/** Writes what differs between two states of the network's tables, many rows a statement. */
@Singleton
class NetworkWriting {
    private static final int ROWS_PER_STATEMENT = 500;

    private final Sql sql;
    private final Outbox outbox;
    private final Clock clock;
    private final String county;

    NetworkWriting(Sql sql, NetworkTables tables, Outbox outbox, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.clock = clock;
        this.county = tables.county();
    }

    /** Joins the caller's transaction, which holds {@link NetworkTables#lock()}. */
    void write(Tables before, Tables after) {
        List<Place> places = changed(before.places(), after.places());
        delete("log_node", "code", places.stream().map(Place::code).toList());
        insert(
                "INSERT INTO log_node (code,county_code,name,tier,parent_code,path,status,latitude,longitude,"
                        + "position_made_up,open_days,opens_minute,closes_minute,cut_off_minute,sort_cut_off_minute,"
                        + "handling_minutes,holds,version,gln,services,parcels_max,volume_max_cm3,stars,enabled,"
                        + "open_to_users,reachable_by_vehicle,dispatchable)",
                places.stream().map(this::row).toList());
        outbox.appendAll(places.stream()
                .map(place -> told(before.places().get(place.code()), place))
                .toList());
        List<Served> villages = changed(before.villages(), after.villages());
        delete("log_village", "code", villages.stream().map(Served::code).toList());
        insert(
                "INSERT INTO log_village (code,county_code,name,township_code,own_station_code,latitude,longitude,"
                        + "position_made_up)",
                villages.stream().map(this::row).toList());
        writeLines(changed(before.lines(), after.lines()));
        if (!before.leads().equals(after.leads())) {
            writeLeads(after);
        }
        if (!before.plan().equals(after.plan())) {
            writePlan(after);
        }
        if (!before.supply().equals(after.supply())) {
            writeSupply(after);
        }
        newVersion();
    }

    private NodeChanged told(@Nullable Place before, Place after) {
        Node.Status was = before == null ? Node.Status.PLANNED : before.node().status();
        Node.Status is = after.node().status();
        NodeChanged.What what = was == is
                ? NodeChanged.What.CHANGED
                : switch (is) {
                    case OPEN -> NodeChanged.What.OPENED;
                    case SUSPENDED -> NodeChanged.What.SUSPENDED;
                    case CLOSED -> NodeChanged.What.CLOSED;
                    case PLANNED, BUILT -> NodeChanged.What.CHANGED;
                };
        return new NodeChanged(after.code(), county, what, clock.instant());
    }

    void newVersion() {
        sql.change("UPDATE log_network SET version = version + 1 WHERE id = 1");
    }

    private void writeLines(List<Line> lines) {
        List<String> codes = lines.stream().map(Line::code).toList();
        delete("log_line", "code", codes);
        delete("log_line_stop", "line_code", codes);
        delete("log_line_holiday", "line_code", codes);
        insert(
                "INSERT INTO log_line (code,county_code,name,route,mode,days,valid_from,valid_to,weight_grams,volume_cm3,"
                        + "pieces,carries,hazard_apart)",
                lines.stream().map(this::row).toList());
        var stops = new ArrayList<Object[]>();
        for (Line line : lines) {
            int seq = 0;
            for (Line.Stop stop : line.stops()) {
                stops.add(new Object[] {line.code(), ++seq, stop.nodeCode(), stop.arriveMinute(), stop.departMinute()});
            }
        }
        insert("INSERT INTO log_line_stop (line_code,seq,node_code,arrive_minute,depart_minute)", stops);
        insert(
                "INSERT INTO log_line_holiday (line_code,service_date,runs_as)",
                lines.stream()
                        .flatMap(line -> Holidays.rows(line.code(), line.holidays()).stream())
                        .toList());
    }

    private void writeLeads(Tables after) {
        sql.change("DELETE FROM log_gateway_lead WHERE county_code = ?", county);
        var rows = new ArrayList<Object[]>();
        after.leads()
                .forEach((gateway, leads) ->
                        leads.forEach((province, days) -> rows.add(new Object[] {gateway, province, county, days})));
        insert("INSERT INTO log_gateway_lead (gateway_code,province,county_code,days)", rows);
    }

    private void writePlan(Tables after) {
        sql.change("DELETE FROM log_station_plan WHERE county_code = ?", county);
        var rows = new ArrayList<Object[]>();
        after.plan()
                .forEach((township, years) ->
                        years.forEach((year, stations) -> rows.add(new Object[] {township, year, county, stations})));
        insert("INSERT INTO log_station_plan (township_code,plan_year,county_code,stations)", rows);
    }

    private void writeSupply(Tables after) {
        sql.change("DELETE FROM log_supply_line WHERE county_code = ?", county);
        insert(
                "INSERT INTO log_supply_line (county_code,programme,supplier_code,supplied_code,valid_from,valid_to)",
                after.supply().values().stream()
                        .map(line -> new Object[] {
                            county, line.programme(), line.supplier(), line.supplied(), line.validFrom(), line.validTo()
                        })
                        .toList());
    }

    private Object[] row(Place place) {
        Node node = place.node();
        Opening opening = place.opening();
        NodeProfile profile = node.profile();
        return new Object[] {
            node.code(),
            county,
            node.name(),
            node.tier(),
            node.parentCode(),
            node.path(),
            node.status(),
            node.latitude(),
            node.longitude(),
            node.positionMadeUp(),
            Place.mask(opening.days()),
            minute(opening.opens()),
            minute(opening.closes()),
            opening.cutOff() == null ? null : minute(opening.cutOff()),
            opening.sortCutOff() == null ? null : minute(opening.sortCutOff()),
            opening.handlingMinutes(),
            Names.text(node.holds()),
            place.version(),
            profile.gln(),
            Names.text(profile.services()),
            profile.parcelsMax(),
            profile.volumeMaxCm3(),
            profile.stars(),
            profile.enabled(),
            profile.openToUsers(),
            profile.reachableByVehicle(),
            profile.dispatchable()
        };
    }

    private Object[] row(Served village) {
        return new Object[] {
            village.code(),
            county,
            village.name(),
            village.township(),
            village.ownStation(),
            village.latitude(),
            village.longitude(),
            village.positionMadeUp()
        };
    }

    private Object[] row(Line line) {
        return new Object[] {
            line.code(),
            county,
            line.name(),
            line.route(),
            line.mode(),
            Place.mask(line.days()),
            line.validFrom(),
            line.validTo(),
            line.weightGrams(),
            line.volumeCm3(),
            line.pieces(),
            Names.text(line.carries()),
            line.hazardApart()
        };
    }

    /** Rows are replaced, not updated in place: few, rare, and the same on every database. */
    private void delete(String table, String key, List<String> codes) {
        for (List<String> some : chunks(codes)) {
            sql.change(
                    "DELETE FROM " + table + " WHERE " + key + " IN (" + Sql.marks(some.size()) + ")", some.toArray());
        }
    }

    private void insert(String head, List<Object[]> rows) {
        chunks(rows).forEach(some -> sql.insertMany(head, some));
    }

    private static <T> List<T> changed(Map<String, T> before, Map<String, T> after) {
        return after.entrySet().stream()
                .filter(each -> !each.getValue().equals(before.get(each.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        var chunks = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += ROWS_PER_STATEMENT) {
            chunks.add(all.subList(from, Math.min(all.size(), from + ROWS_PER_STATEMENT)));
        }
        return chunks;
    }

    private static int minute(LocalTime time) {
        return time.toSecondOfDay() / 60;
    }
}
