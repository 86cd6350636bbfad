package org.cunlu.bench.reserve;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.limit.Database;

/**
 * A year of books that chance wrote, of one programme: for each holder a contract for each commodity, with an intake before the year,
 * losses in it, and for every other one a rotation with its gap. No piece of it is on a shelf. All of it, and what was reckoned from it, is taken
 * out again.
 */
public final class GeneratedBooks implements AutoCloseable {
    private static final String ROTATION =
            "log_reserve_rotation (rotation_id, county_code, holding_code, reserve_lot_id, sku_code,"
                    + " sequence_code, offer, pieces, grams, refilled_grams, supplier_code, reason, state, proposed_by, proposed_at,"
                    + " decided_by, decided_at, out_on, allowed_until, extended_until, extended_by, full_on)";
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int LOSSES = 10;
    private static final int PIECES = 2_200;
    private static final int TURNED = 2_000;
    private static final int PIECE_GRAMS = 50_000;

    private final Connection connection;
    private final String run;
    private final String programme;
    private final String county;
    private final LocalDate from;
    private final Random random;
    private long ids;

    private GeneratedBooks(Connection connection, ReserveCircle circle, LocalDate from, long seed) {
        this.connection = connection;
        this.run = circle.run();
        this.programme = circle.programme();
        this.county = circle.county();
        this.from = from;
        this.random = new Random(seed);
    }

    /** @param from first day of the year @param days of it @return with all rows written */
    public static GeneratedBooks write(
            Database database,
            ReserveCircle circle,
            int holders,
            int commodities,
            LocalDate from,
            int days,
            long seed) {
        var books = new GeneratedBooks(database.connect(), circle, from, seed);
        try {
            books.connection.setAutoCommit(false);
            books.terms(days);
            for (int holder = 0; holder < holders; holder++) {
                books.holder(holder, commodities, days);
            }
            books.connection.commit();
            return books;
        } catch (SQLException e) {
            books.close();
            throw new BrokenOff("写不了账 · The books cannot be written: " + e.getMessage(), e);
        }
    }

    private void terms(int days) throws SQLException {
        String until = from.plusDays(days).toString();
        String middle = from.plusDays(days / 3).toString();
        change("INSERT INTO log_reserve_rate_version VALUES ('" + county + "', 'COUNTY', '" + programme
                + "', 1, 'bench', UTC_TIMESTAMP(3))");
        change("INSERT INTO log_reserve_rate VALUES ('" + county + "', 'COUNTY', '" + programme + "', 1, '"
                + from.minusDays(40) + "', '" + from.plusDays(days / 3 - 1L) + "', 31000, 360, 'bench'), ('" + county
                + "', 'COUNTY', '" + programme + "', 1, '" + middle + "', '" + until + "', 30000, 360, 'bench')");
        change("INSERT INTO log_reserve_fee_rule VALUES ('" + county + "', 'COUNTY', '" + programme
                + "', '*', '*', 1, '" + programme
                + "', 7000, 7000, 7000, 0, 0, 0, 'SHARE', TRUE, 365, 'bench', 'bench', UTC_TIMESTAMP(3))");
    }

    private void holder(int holder, int commodities, int days) throws SQLException {
        var holdings = new ArrayList<String>();
        var lots = new ArrayList<String>();
        var entries = new ArrayList<String>();
        var rotations = new ArrayList<String>();
        for (int commodity = 0; commodity < commodities; commodity++) {
            String code = programme + "-" + (holder * commodities + commodity);
            holdings.add(
                    "('" + code + "', '" + county + "', '" + programme + "', 'COUNTY', '压测 " + holder + "', 'BENCH-"
                            + commodity + "', 'BENCH-" + holder + "', 100000000, '" + from.minusYears(1) + "', '"
                            + from.plusYears(3) + "', 10000, 75000, 0, 0, 'bench', UTC_TIMESTAMP(3))");
            String old = lot(lots, code, holder, "A" + commodity, from.minusDays(20));
            entry(entries, code, old, from.minusDays(20), PIECES, "INTAKE");
            for (int loss = 1; loss <= LOSSES; loss++) {
                entry(
                        entries,
                        code,
                        old,
                        from.plusDays((long) loss * days / (LOSSES + 1)),
                        -1 - random.nextInt(3),
                        "LOSS");
            }
            if (commodity % 2 == 0) {
                String young = lot(lots, code, holder, "B" + commodity, from.plusDays(days * 2L / 5));
                turn(rotations, entries, code, old, young, days);
            }
        }
        insert("log_reserve_holding", holdings);
        insert("log_reserve_lot", lots);
        insert("log_reserve_entry", entries);
        insert(ROTATION, rotations);
    }

    private void turn(List<String> rotations, List<String> entries, String code, String old, String young, int days) {
        LocalDate out = from.plusDays(days / 6);
        LocalDate in = from.plusDays(days * 2L / 5);
        rotations.add("('" + id() + "', '" + county + "', '" + code + "', '" + old + "', 'BENCH', 'OUT_FIRST', 'SHOP', "
                + TURNED + ", " + (long) TURNED * PIECE_GRAMS + ", " + (long) TURNED * PIECE_GRAMS
                + ", '', 'bench', 'FULL', 'bench', UTC_TIMESTAMP(3), 'bench2', UTC_TIMESTAMP(3), '" + out + "', '"
                + out.plusMonths(4) + "', NULL, NULL, '" + in + "')");
        entry(entries, code, old, out, -TURNED, "ROTATE_OUT");
        entry(entries, code, young, in, TURNED, "ROTATE_IN");
    }

    /** Empty now, as it stands for nothing on a shelf: so nobody is told that it is to be turned or tested. */
    private String lot(List<String> lots, String code, int holder, String lot, LocalDate in) {
        String id = id();
        lots.add("('" + id + "', '" + county + "', '" + code + "', '" + programme + "', 'BENCH-" + holder
                + "', 'BENCH', '" + lot + "', '小麦', '一等', " + (11_000 + random.nextInt(2_000)) + ", " + PIECE_GRAMS
                + ", '" + in + "', NULL, NULL, 0, 0)");
        return id;
    }

    private void entry(List<String> entries, String code, String lot, LocalDate day, int pieces, String deed) {
        String id = id();
        entries.add("('" + id + "', '" + county + "', '" + code + "', '" + lot + "', " + pieces + ", 0, '" + deed
                + "', NULL, '" + id + "', '" + day + "', UTC_TIMESTAMP(3), 'bench')");
    }

    private String id() {
        return "Z" + run.substring(run.length() - 4) + String.format("%08d", ids++);
    }

    private void insert(String table, List<String> rows) throws SQLException {
        for (int start = 0; start < rows.size(); start += ROWS_AT_ONCE) {
            change("INSERT INTO " + table + " VALUES "
                    + String.join(", ", rows.subList(start, Math.min(rows.size(), start + ROWS_AT_ONCE))));
        }
    }

    private void change(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Override
    public void close() {
        try (connection) {
            String own = "LIKE '" + programme + "-%'";
            for (String part : List.of("line", "span", "test")) {
                change("DELETE p FROM log_reserve_statement_" + part
                        + " p JOIN log_reserve_statement s ON s.statement_id = p.statement_id WHERE s.holding_code "
                        + own);
            }
            for (String table : List.of("statement", "turn", "rotation", "entry", "lot", "holding")) {
                change("DELETE FROM log_reserve_" + table + " WHERE holding_code " + own);
            }
            change("DELETE FROM log_reserve_fee_rule WHERE programme = '" + programme + "'");
            for (String table : List.of("rate", "rate_version")) {
                change("DELETE FROM log_reserve_" + table + " WHERE rate_code = '" + programme + "'");
            }
            connection.commit();
        } catch (SQLException e) {
            throw new BrokenOff(
                    "压测的账没有清掉 · What the bench wrote could not be taken out: " + programme + ": " + e.getMessage(), e);
        }
    }
}
