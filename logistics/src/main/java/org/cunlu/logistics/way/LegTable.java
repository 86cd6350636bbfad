package org.cunlu.logistics.way;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Ways.LegKey;
import org.cunlu.logistics.Ways.ParcelLeg;

/** The table of legs: as planned, and as they are taken. */
@Singleton
class LegTable {
    private final Sql sql;

    LegTable(Sql sql) {
        this.sql = sql;
    }

    /** @return the number of the last leg a parcel has, taken or not */
    int last(String barcode) {
        return sql.one(
                        "SELECT COALESCE(MAX(seq), 0) AS top FROM log_parcel_leg WHERE barcode = ?",
                        row -> row.integer("top"),
                        barcode)
                .orElseThrow();
    }

    /** @param ways by the leg, taken or not there, that comes before them */
    void insert(Map<LegKey, List<Leg>> ways, String countyCode) {
        var rows = new ArrayList<Object[]>();
        ways.forEach((behind, legs) -> {
            int seq = behind.seq();
            for (Leg leg : legs) {
                seq++;
                rows.add(row(behind.barcode(), countyCode, seq, leg));
            }
        });
        sql.insertManySoon(
                "INSERT INTO log_parcel_leg (barcode, county_code, seq, from_node, to_node, planned_line, planned_date,"
                        + " planned_departs_at, planned_arrives_at, line_code, service_date, departs_at, arrives_at)",
                rows);
    }

    private static Object[] row(String barcode, String countyCode, int seq, Leg leg) {
        return new Object[] {
            barcode,
            countyCode,
            seq,
            leg.fromNode(),
            leg.toNode(),
            leg.lineCode(),
            leg.serviceDate(),
            leg.departsAt(),
            leg.arrivesAt(),
            leg.lineCode(),
            leg.serviceDate(),
            leg.departsAt(),
            leg.arrivesAt()
        };
    }

    /** What lies behind these is not to be taken any more: it goes into the table of legs put aside. */
    void putAside(Collection<LegKey> last, Instant at) {
        var copied = new ArrayList<Object>(List.of(at));
        var where = new ArrayList<String>();
        for (LegKey leg : last) {
            where.add("(barcode = ? AND seq > ?)");
            copied.addAll(List.of(leg.barcode(), leg.seq()));
        }
        String behind = String.join(" OR ", where);
        sql.soon(
                "INSERT INTO log_leg_aside (barcode, county_code, seq, from_node, to_node, line_code, service_date,"
                        + " departs_at, arrives_at, aside_at) SELECT barcode, county_code, seq, from_node, to_node,"
                        + " line_code, service_date, departs_at, arrives_at, ? FROM log_parcel_leg WHERE " + behind,
                copied.toArray());
        sql.soon(
                "DELETE FROM log_parcel_leg WHERE " + behind,
                copied.subList(1, copied.size()).toArray());
    }

    List<Leg> aside(String barcode, String from, @Nullable String to, Instant earliest, Instant latest) {
        return sql.list(
                "SELECT a.from_node, a.to_node, a.line_code, a.service_date, a.departs_at, a.arrives_at FROM log_leg_aside a"
                        + " JOIN (SELECT aside_at, seq FROM log_leg_aside WHERE barcode = ? AND from_node = ?"
                        + " AND to_node = COALESCE(?, to_node) AND departs_at BETWEEN ? AND ? ORDER BY id DESC LIMIT 1) f"
                        + " ON a.aside_at = f.aside_at AND a.seq >= f.seq WHERE a.barcode = ? ORDER BY a.seq",
                LegTable::bare,
                barcode,
                from,
                to,
                earliest,
                latest,
                barcode);
    }

    boolean wasToCome(String barcode, String node) {
        return sql.one(
                                "SELECT COUNT(*) AS n FROM log_leg_aside WHERE barcode = ? AND to_node = ?",
                                row -> row.number("n"),
                                barcode,
                                node)
                        .orElseThrow()
                > 0;
    }

    void shorten(LegKey leg, String node, Instant at) {
        sql.soon(
                "UPDATE log_parcel_leg SET to_node = ?, arrives_at = ? WHERE barcode = ? AND seq = ? AND arrived_at IS NULL",
                node,
                at,
                leg.barcode(),
                leg.seq());
    }

    /** What was planned with this trip is planned so from now on. */
    void retime(Collection<LegKey> legs, Leg leg) {
        var arguments = new ArrayList<Object>();
        for (int i = 0; i < 2; i++) {
            arguments.addAll(List.of(leg.lineCode(), leg.serviceDate(), i == 0 ? leg.departsAt() : leg.arrivesAt()));
        }
        arguments.addAll(List.of(leg.departsAt(), leg.arrivesAt(), leg.lineCode(), leg.serviceDate()));
        String planned = " = CASE WHEN planned_line = ? AND planned_date = ? THEN ? ELSE ";
        sql.soon(
                "UPDATE log_parcel_leg SET planned_departs_at" + planned + "planned_departs_at END, planned_arrives_at"
                        + planned + "planned_arrives_at END, departs_at = ?, arrives_at = ? WHERE line_code = ?"
                        + " AND service_date = ? AND arrived_at IS NULL AND (" + these(legs, arguments) + ")",
                arguments.toArray());
    }

    /** As long as they have not left. */
    void rideWith(Collection<LegKey> legs, Leg leg) {
        var arguments =
                new ArrayList<Object>(List.of(leg.lineCode(), leg.serviceDate(), leg.departsAt(), leg.arrivesAt()));
        sql.soon(
                "UPDATE log_parcel_leg SET line_code = ?, service_date = ?, departs_at = ?, arrives_at = ?"
                        + " WHERE left_at IS NULL AND (" + these(legs, arguments) + ")",
                arguments.toArray());
    }

    void asPlanned(Collection<String> lines, LocalDate date) {
        if (lines.isEmpty()) {
            return;
        }
        var arguments = new ArrayList<Object>(List.of(date));
        arguments.addAll(lines);
        sql.soon(
                "UPDATE log_parcel_leg SET line_code = planned_line, service_date = planned_date,"
                        + " departs_at = planned_departs_at, arrives_at = planned_arrives_at WHERE service_date = ?"
                        + " AND line_code IN (" + Sql.marks(lines.size()) + ") AND left_at IS NULL",
                arguments.toArray());
    }

    List<ParcelLeg> of(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT barcode, seq, from_node, to_node, line_code, service_date, departs_at, arrives_at"
                                + " FROM log_parcel_leg WHERE barcode IN (" + Sql.marks(barcodes.size())
                                + ") ORDER BY barcode, seq",
                        LegTable::leg,
                        barcodes.toArray());
    }

    /** They are left with a trip; the reason is kept where it is not the one their leg named. */
    void leave(Collection<LegKey> legs, Leg trip, Instant at) {
        var arguments = new ArrayList<Object>(List.of(
                trip.departsAt(),
                trip.departsAt(),
                trip.lineCode(),
                trip.serviceDate(),
                trip.departsAt(),
                trip.arrivesAt(),
                at));
        // Columns are set from left to right, so the reason is found before the departure is replaced.
        sql.soon(
                "UPDATE log_parcel_leg SET changed_because = CASE WHEN departs_at < ? THEN 'MISSED_DEPARTURE'"
                        + " WHEN departs_at > ? THEN 'WITH_BAG' ELSE changed_because END,"
                        + " line_code = ?, service_date = ?, departs_at = ?, arrives_at = ?, left_at = ? WHERE "
                        + these(legs, arguments),
                arguments.toArray());
    }

    void arrive(Collection<LegKey> legs, Instant at) {
        var arguments = new ArrayList<Object>(List.of(at));
        sql.soon("UPDATE log_parcel_leg SET arrived_at = ? WHERE " + these(legs, arguments), arguments.toArray());
    }

    void stay(Collection<LegKey> legs) {
        var arguments = new ArrayList<Object>();
        sql.soon(
                "UPDATE log_parcel_leg SET line_code = planned_line, service_date = planned_date,"
                        + " departs_at = planned_departs_at, arrives_at = planned_arrives_at, changed_because = NULL,"
                        + " left_at = NULL WHERE " + these(legs, arguments),
                arguments.toArray());
    }

    private static String these(Collection<LegKey> legs, List<Object> arguments) {
        legs.forEach(leg -> arguments.addAll(List.of(leg.barcode(), leg.seq())));
        return String.join(
                " OR ", legs.stream().map(leg -> "(barcode = ? AND seq = ?)").toList());
    }

    private static ParcelLeg leg(Row row) {
        return new ParcelLeg(row.string("barcode"), row.integer("seq"), bare(row));
    }

    private static Leg bare(Row row) {
        return new Leg(
                row.string("from_node"),
                row.string("to_node"),
                row.string("line_code"),
                row.date("service_date"),
                row.instant("departs_at"),
                row.instant("arrives_at"));
    }
}
