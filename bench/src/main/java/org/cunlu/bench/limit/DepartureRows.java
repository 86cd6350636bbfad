package org.cunlu.bench.limit;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.bench.checkout.Placed;

/**
 * Room on the departures that an order rides on: as the app does, one conditional statement over all stretches of all its
 * legs. There are as many twins of them as there are stock levels, each on a service date of its own, with room for all.
 */
final class DepartureRows {
    static final String TABLE = "log_departure";
    private static final long PLENTY = 1_000_000_000_000L;
    private static final String OF_ORDER = "SELECT line_code, service_date, board_stop, alight_stop, weight_grams,"
            + " volume_cm3, pieces FROM log_departure_hold WHERE holder = ? ORDER BY seq";

    private final List<Leg> legs = new ArrayList<>();

    private record Leg(String line, LocalDate date, int board, int alight, long grams, long cm3, long pieces) {}

    private DepartureRows() {}

    /** @return those of an order; none when it stays where it is bought */
    static DepartureRows of(Placed sample, Connection connection) throws SQLException {
        var found = new DepartureRows();
        try (var select = connection.prepareStatement(OF_ORDER)) {
            select.setString(1, sample.orderId());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.legs.add(new Leg(
                            row.getString(1),
                            row.getDate(2).toLocalDate(),
                            row.getInt(3),
                            row.getInt(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getLong(7)));
                }
            }
        }
        return found;
    }

    boolean none() {
        return legs.isEmpty();
    }

    /** @return rows that one order changes */
    int stretches() {
        return legs.stream().mapToInt(leg -> leg.alight() - leg.board()).sum();
    }

    void make(Connection connection, int twins) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO " + Limit.PREFIX + TABLE
                + " (line_code, service_date, stop, county_code, node_code, weight_grams, volume_cm3)"
                + " SELECT line_code, ?, stop, county_code, node_code, " + PLENTY + ", " + PLENTY + " FROM " + TABLE
                + " WHERE line_code = ? AND service_date = ? AND stop >= ? AND stop < ?")) {
            for (int twin = 0; twin < twins; twin++) {
                for (Leg leg : legs) {
                    insert.setDate(1, twin(leg, twin));
                    insert.setString(2, leg.line());
                    insert.setDate(3, Date.valueOf(leg.date()));
                    insert.setInt(4, leg.board());
                    insert.setInt(5, leg.alight());
                    insert.executeUpdate();
                }
            }
        }
    }

    PreparedStatement take(Connection connection) throws SQLException {
        var where = legs.stream()
                .map(leg -> "(line_code = ? AND service_date = ? AND stop BETWEEN ? AND ? AND closed = 0"
                        + " AND held_grams + ? <= weight_grams AND held_cm3 + ? <= volume_cm3"
                        + " AND (pieces IS NULL OR held_pieces + ? <= pieces))")
                .toList();
        return connection.prepareStatement("UPDATE " + Limit.PREFIX + TABLE + " FORCE INDEX (PRIMARY)"
                + " SET held_grams = held_grams + ?, held_cm3 = held_cm3 + ?, held_pieces = held_pieces + ?,"
                + " changed_at = CURRENT_TIMESTAMP WHERE " + String.join(" OR ", where)
                + " ORDER BY line_code, service_date, stop");
    }

    /** @return whether there was room on all stretches */
    boolean write(PreparedStatement take, int twin) throws SQLException {
        Leg first = legs.getFirst();
        int i = 0;
        take.setLong(++i, first.grams());
        take.setLong(++i, first.cm3());
        take.setLong(++i, first.pieces());
        for (Leg leg : legs) {
            take.setString(++i, leg.line());
            take.setDate(++i, twin(leg, twin));
            take.setInt(++i, leg.board());
            take.setInt(++i, leg.alight() - 1);
            take.setLong(++i, leg.grams());
            take.setLong(++i, leg.cm3());
            take.setLong(++i, leg.pieces());
        }
        return take.executeUpdate() == stretches();
    }

    /** Years apart, so that no twin meets a leg of another day of the same line. */
    private static Date twin(Leg leg, int twin) {
        return Date.valueOf(leg.date().plusYears(1L + twin));
    }
}
