package org.cunlu.logistics.departure;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.DepartureRoom.Overflow;
import org.cunlu.logistics.Leg;

/** The table of what is held, by whom. */
@Singleton
class HoldTable {
    private static final String SELECT = "SELECT holder, seq, county_code, line_code, service_date, board_stop,"
            + " alight_stop, from_node, to_node, departs_at, arrives_at, weight_grams, volume_cm3, pieces, held_at,"
            + " overflow FROM log_departure_hold";
    private static final String HEAD = "INSERT INTO log_departure_hold (holder, seq, county_code, line_code,"
            + " service_date, board_stop, alight_stop, from_node, to_node, departs_at, arrives_at, weight_grams,"
            + " volume_cm3, pieces, held_at, overflow) VALUES ";
    private static final String ROW = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,COALESCE(?,CURRENT_TIMESTAMP(3)),?)";

    private final Sql sql;

    HoldTable(Sql sql) {
        this.sql = sql;
    }

    void insert(List<Hold> holds) {
        if (holds.isEmpty()) {
            return;
        }
        var arguments = new ArrayList<Object>();
        for (Hold hold : holds) {
            Leg leg = hold.ride().leg();
            arguments.addAll(List.of(
                    hold.holder(),
                    hold.seq(),
                    hold.countyCode(),
                    leg.lineCode(),
                    leg.serviceDate(),
                    hold.ride().board(),
                    hold.ride().alight(),
                    leg.fromNode(),
                    leg.toNode(),
                    leg.departsAt(),
                    leg.arrivesAt(),
                    hold.size().grams(),
                    hold.size().cm3(),
                    hold.size().pieces()));
            arguments.add(hold.heldAt());
            arguments.add(hold.overflow());
        }
        sql.soon(HEAD + String.join(",", holds.stream().map(hold -> ROW).toList()), arguments.toArray());
    }

    /** @return in the order of holder and leg */
    List<Hold> of(Collection<String> holders) {
        return of(holders, "");
    }

    /** As {@link #of}, locked. */
    List<Hold> lock(Collection<String> holders) {
        return of(holders, " FOR UPDATE");
    }

    private List<Hold> of(Collection<String> holders, String how) {
        return holders.isEmpty()
                ? List.of()
                : sql.list(
                        SELECT + " WHERE holder IN (" + Sql.marks(holders.size()) + ") ORDER BY holder, seq" + how,
                        HoldTable::hold,
                        holders.toArray());
    }

    /** @return what is held on a trip, the latest that came first */
    List<Hold> ofTrip(String lineCode, LocalDate serviceDate) {
        return sql.list(
                SELECT + " WHERE line_code = ? AND service_date = ? ORDER BY held_at DESC, holder DESC, seq DESC",
                HoldTable::hold,
                lineCode,
                serviceDate);
    }

    /** @return the first leg of each holder that is beyond its departure in this way, and has not left yet */
    List<Hold> beyond(Overflow overflow, Instant now) {
        return sql.list(
                SELECT + " h WHERE overflow = ? AND departs_at > ? AND NOT EXISTS (SELECT 1 FROM log_departure_hold e"
                        + " WHERE e.holder = h.holder AND e.seq < h.seq AND e.overflow = h.overflow"
                        + " AND e.departs_at > ?) ORDER BY holder",
                HoldTable::hold,
                overflow,
                now,
                now);
    }

    /** @return rides that are still to come and on which something is held, each once */
    List<Ride> coming(Instant now) {
        String rides =
                "SELECT DISTINCT line_code, service_date, board_stop, alight_stop, from_node, to_node, departs_at,"
                        + " arrives_at FROM log_departure_hold WHERE departs_at > ? AND overflow ";
        return sql.list(rides + "IS NULL UNION " + rides + "IN ('SHRUNK', 'OVERLOADED')", HoldTable::ride, now, now);
    }

    /** @param size of all that ride so */
    record Riding(Ride ride, Size size) {}

    /** @return rides of a line from this day on that are still to come, with what is held on them, each once, by day */
    List<Riding> ahead(String lineCode, LocalDate from, Instant now) {
        String ride = "line_code, service_date, board_stop, alight_stop, from_node, to_node, departs_at, arrives_at";
        return sql.list(
                "SELECT " + ride + ", SUM(weight_grams) AS grams, SUM(volume_cm3) AS cm3, SUM(pieces) AS parcels"
                        + " FROM log_departure_hold WHERE line_code = ? AND service_date >= ? AND departs_at > ?"
                        + " GROUP BY " + ride + " ORDER BY service_date, departs_at, board_stop, alight_stop",
                row -> new Riding(ride(row), new Size(row.number("grams"), row.number("cm3"), row.number("parcels"))),
                lineCode,
                from,
                now);
    }

    void delete(Collection<String> holders) {
        sql.soon(
                "DELETE FROM log_departure_hold WHERE holder IN (" + Sql.marks(holders.size()) + ")",
                holders.toArray());
    }

    void delete(String holder, int after) {
        sql.soon("DELETE FROM log_departure_hold WHERE holder = ? AND seq > ?", holder, after);
    }

    void delete(List<Hold> holds) {
        if (holds.isEmpty()) {
            return;
        }
        var arguments = new ArrayList<Object>();
        holds.forEach(hold -> arguments.addAll(List.of(hold.holder(), hold.seq())));
        sql.soon("DELETE FROM log_departure_hold WHERE " + keys(holds), arguments.toArray());
    }

    void mark(List<Hold> holds, @Nullable Overflow overflow) {
        if (holds.isEmpty()) {
            return;
        }
        var arguments = new ArrayList<Object>();
        arguments.add(overflow);
        holds.forEach(hold -> arguments.addAll(List.of(hold.holder(), hold.seq())));
        sql.change("UPDATE log_departure_hold SET overflow = ? WHERE " + keys(holds), arguments.toArray());
    }

    private static String keys(List<Hold> holds) {
        return String.join(
                " OR ", holds.stream().map(hold -> "(holder = ? AND seq = ?)").toList());
    }

    private static Ride ride(Row row) {
        var leg = new Leg(
                row.string("from_node"),
                row.string("to_node"),
                row.string("line_code"),
                row.date("service_date"),
                row.instant("departs_at"),
                row.instant("arrives_at"));
        return new Ride(leg, row.integer("board_stop"), row.integer("alight_stop"));
    }

    private static Hold hold(Row row) {
        return new Hold(
                row.string("holder"),
                row.integer("seq"),
                row.string("county_code"),
                ride(row),
                new Size(row.number("weight_grams"), row.number("volume_cm3"), row.number("pieces")),
                row.instant("held_at"),
                Optional.ofNullable(row.constant("overflow", Overflow.class)).orElse(null));
    }
}
