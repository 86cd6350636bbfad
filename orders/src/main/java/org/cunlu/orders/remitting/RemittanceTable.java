package org.cunlu.orders.remitting;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of what was brought to the bank, and of what the bank says arrived. */
@Singleton
class RemittanceTable {
    private static final String REMITTANCE =
            "SELECT remittance_id, node_code, fen, state, brought_by, brought_at, matched_at FROM ord_remittance ";
    private static final String LINE =
            "SELECT serial, booked_on, fen, reference, state, remittance_id, read_at FROM ord_bank_line ";

    private final Sql sql;

    RemittanceTable(Sql sql) {
        this.sql = sql;
    }

    /** How a remittance stands. */
    enum State {
        BROUGHT,
        MATCHED
    }

    /** Cash on its way to the bank. @param remittanceId what stands on the slip @param state whether the bank has it */
    @Serdeable
    record Remittance(
            String remittanceId,
            String node,
            long fen,
            State state,
            String broughtBy,
            Instant broughtAt,
            @Nullable Instant matchedAt) {}

    /** How a bank's line stands. */
    enum LineState {
        MATCHED,
        UNMATCHED
    }

    /** @param serial the bank's own number of it */
    @Serdeable
    record BankLine(
            String serial,
            LocalDate bookedOn,
            long fen,
            String reference,
            LineState state,
            @Nullable String remittanceId,
            Instant readAt) {}

    void insert(String county, Remittance remittance) {
        sql.change(
                "INSERT INTO ord_remittance (remittance_id, county_code, node_code, fen, state, brought_by, brought_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                remittance.remittanceId(),
                county,
                remittance.node(),
                remittance.fen(),
                remittance.state(),
                remittance.broughtBy(),
                remittance.broughtAt());
    }

    Optional<Remittance> find(String county, String remittanceId) {
        return sql.one(
                REMITTANCE + "WHERE county_code = ? AND remittance_id = ?",
                RemittanceTable::remittance,
                county,
                remittanceId);
    }

    /** @return a node's, the newest first */
    List<Remittance> of(String nodeCode, String before, int limit) {
        return sql.list(
                REMITTANCE + "WHERE node_code = ? AND remittance_id < ? ORDER BY remittance_id DESC LIMIT ?",
                RemittanceTable::remittance,
                nodeCode,
                before,
                limit);
    }

    /** @return of a county, what the bank has not told of, the oldest first */
    List<Remittance> waiting(String county, String after, int limit) {
        return sql.list(
                REMITTANCE + "WHERE county_code = ? AND state = 'BROUGHT' AND remittance_id > ?"
                        + " ORDER BY remittance_id LIMIT ?",
                RemittanceTable::remittance,
                county,
                after,
                limit);
    }

    /** @return what a node brought and the bank has not told of */
    long brought(String nodeCode) {
        return sql.one(
                        "SELECT CAST(COALESCE(SUM(fen), 0) AS SIGNED) AS fen FROM ord_remittance WHERE node_code = ?"
                                + " AND state = 'BROUGHT'",
                        row -> row.number("fen"),
                        nodeCode)
                .orElseThrow();
    }

    /** @return false when it was matched before */
    boolean match(String remittanceId, long fen, Instant now) {
        return sql.change(
                        "UPDATE ord_remittance SET state = 'MATCHED', matched_at = ? WHERE remittance_id = ?"
                                + " AND state = 'BROUGHT' AND fen = ?",
                        now,
                        remittanceId,
                        fen)
                == 1;
    }

    /** @return false when the bank's line was read before */
    boolean insert(String county, BankLine line) {
        return sql.change(
                        "INSERT INTO ord_bank_line (county_code, serial, booked_on, fen, reference, state, remittance_id,"
                                + " read_at) SELECT ?, ?, ?, ?, ?, ?, ?, ? FROM (SELECT 1 AS one) x WHERE NOT EXISTS"
                                + " (SELECT 1 FROM ord_bank_line b WHERE b.county_code = ? AND b.serial = ?)",
                        county,
                        line.serial(),
                        line.bookedOn(),
                        line.fen(),
                        line.reference(),
                        line.state(),
                        line.remittanceId(),
                        line.readAt(),
                        county,
                        line.serial())
                == 1;
    }

    Optional<BankLine> line(String county, String serial) {
        return sql.one(LINE + "WHERE county_code = ? AND serial = ?", RemittanceTable::line, county, serial);
    }

    /** @return lines that belong to nothing, by serial */
    List<BankLine> unmatched(String county, String after, int limit) {
        return sql.list(
                LINE + "WHERE county_code = ? AND state = 'UNMATCHED' AND serial > ? ORDER BY serial LIMIT ?",
                RemittanceTable::line,
                county,
                after,
                limit);
    }

    /** @return false when it was matched before */
    boolean settle(String county, String serial, String remittanceId, String by) {
        return sql.change(
                        "UPDATE ord_bank_line SET state = 'MATCHED', remittance_id = ?, settled_by = ? WHERE county_code = ?"
                                + " AND serial = ? AND state = 'UNMATCHED'",
                        remittanceId,
                        by,
                        county,
                        serial)
                == 1;
    }

    private static Remittance remittance(Row row) {
        return new Remittance(
                row.string("remittance_id"),
                row.string("node_code"),
                row.number("fen"),
                row.constant("state", State.class),
                row.string("brought_by"),
                row.instant("brought_at"),
                row.instant("matched_at"));
    }

    private static BankLine line(Row row) {
        return new BankLine(
                row.string("serial"),
                row.date("booked_on"),
                row.number("fen"),
                row.string("reference"),
                row.constant("state", LineState.class),
                row.string("remittance_id"),
                row.instant("read_at"));
    }
}
