package org.cunlu.logistics.reservefees;

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
import org.cunlu.logistics.reservefees.Statement.State;

/** Rows of statements, and the row by which their signing and the holding's bookings take turns. */
@Singleton
class StatementTable {
    private static final String SELECT =
            "SELECT statement_id, level_code, holding_code, holder_name, from_on, until_on,"
                    + " version, corrects, state, why, interest_fen, storage_fen, spread_fen, clawback_fen, net_fen, before_fen,"
                    + " inputs, made_by, made_at, reviewed_by, approved_by FROM log_reserve_statement ";

    private final Sql sql;

    StatementTable(Sql sql) {
        this.sql = sql;
    }

    /** Until the transaction ends nobody else signs, reckons or books for this holding. */
    void waitForTurn(String levelCode, String holdingCode) {
        sql.change(
                "INSERT INTO log_reserve_turn (level_code, holding_code) VALUES (?, ?)"
                        + " ON DUPLICATE KEY UPDATE holding_code = VALUES(holding_code)",
                levelCode,
                holdingCode);
    }

    /** @return those that share a day with the span and stand: open or signed */
    List<Statement> standing(String levelCode, String holdingCode, LocalDate from, LocalDate until) {
        return sql.list(
                SELECT + "WHERE level_code = ? AND holding_code = ? AND from_on <= ? AND until_on >= ?"
                        + " AND state IN ('DRAFT', 'REVIEWED', 'SIGNED') ORDER BY statement_id",
                StatementTable::statement,
                levelCode,
                holdingCode,
                until,
                from);
    }

    int versions(String levelCode, String holdingCode, LocalDate from, LocalDate until) {
        return sql.one(
                        "SELECT COALESCE(MAX(version), 0) AS top FROM log_reserve_statement WHERE level_code = ?"
                                + " AND holding_code = ? AND from_on = ? AND until_on = ?",
                        row -> row.integer("top"),
                        levelCode,
                        holdingCode,
                        from,
                        until)
                .orElseThrow();
    }

    Optional<Statement> find(String statementId) {
        return sql.one(SELECT + "WHERE statement_id = ?", StatementTable::statement, statementId);
    }

    /** @param holdings empty for all @return the newest first, before this one */
    List<Statement> page(
            String county, Collection<String> levels, Collection<String> holdings, @Nullable String before, int limit) {
        var where = new StringBuilder("WHERE county_code = ? AND (FALSE");
        var arguments = new ArrayList<Object>(List.of(county));
        if (!levels.isEmpty()) {
            where.append(" OR level_code IN (").append(Sql.marks(levels.size())).append(")");
            arguments.addAll(levels);
        }
        if (!holdings.isEmpty()) {
            where.append(" OR holding_code IN (")
                    .append(Sql.marks(holdings.size()))
                    .append(")");
            arguments.addAll(holdings);
        }
        where.append(")");
        if (before != null) {
            where.append(" AND statement_id < ?");
            arguments.add(before);
        }
        return sql.list(
                SELECT + where + " ORDER BY statement_id DESC LIMIT " + limit,
                StatementTable::statement,
                arguments.toArray());
    }

    /** @return the signed ones of a level that lie within the span, by holding */
    List<Statement> signed(String county, String levelCode, LocalDate from, LocalDate until, int limit) {
        return sql.list(
                SELECT
                        + "WHERE county_code = ? AND level_code = ? AND from_on >= ? AND until_on <= ? AND state = 'SIGNED'"
                        + " ORDER BY holding_code, from_on LIMIT " + limit,
                StatementTable::statement,
                county,
                levelCode,
                from,
                until);
    }

    void insert(Statement made, String county) {
        sql.change(
                "INSERT INTO log_reserve_statement (statement_id, county_code, level_code, holding_code, holder_name,"
                        + " from_on, until_on, version, corrects, state, why, interest_fen, storage_fen, spread_fen,"
                        + " clawback_fen, net_fen, before_fen, inputs, made_by, made_at) VALUES (" + Sql.marks(20)
                        + ")",
                made.statementId(),
                county,
                made.levelCode(),
                made.holdingCode(),
                made.holderName(),
                made.from(),
                made.until(),
                made.version(),
                made.corrects(),
                made.state(),
                made.why(),
                made.interestFen(),
                made.storageFen(),
                made.spreadFen(),
                made.clawbackFen(),
                made.netFen(),
                made.beforeFen(),
                made.inputs(),
                made.madeBy(),
                made.madeAt());
    }

    /** @return false when it was not as expected */
    boolean step(String statementId, State from, State to) {
        return sql.change(
                        "UPDATE log_reserve_statement SET state = ? WHERE statement_id = ? AND state = ?",
                        to,
                        statementId,
                        from)
                == 1;
    }

    boolean reviewed(String statementId, String by, Instant at) {
        return sql.change(
                        "UPDATE log_reserve_statement SET state = 'REVIEWED', reviewed_by = ?, reviewed_at = ?"
                                + " WHERE statement_id = ? AND state = 'DRAFT'",
                        by,
                        at,
                        statementId)
                == 1;
    }

    /** Not by who reviewed it: the statement itself says so too. */
    boolean approved(String statementId, String by, Instant at) {
        return sql.change(
                        "UPDATE log_reserve_statement SET state = 'SIGNED', approved_by = ?, approved_at = ?"
                                + " WHERE statement_id = ? AND state = 'REVIEWED' AND reviewed_by <> ?",
                        by,
                        at,
                        statementId,
                        by)
                == 1;
    }

    private static Statement statement(Row row) {
        return new Statement(
                row.string("statement_id"),
                row.string("level_code"),
                row.string("holding_code"),
                row.string("holder_name"),
                row.date("from_on"),
                row.date("until_on"),
                row.integer("version"),
                row.string("corrects"),
                row.constant("state", State.class),
                row.string("why"),
                row.number("interest_fen"),
                row.number("storage_fen"),
                row.number("spread_fen"),
                row.number("clawback_fen"),
                row.number("net_fen"),
                row.number("before_fen"),
                row.string("inputs"),
                row.string("made_by"),
                row.instant("made_at"),
                row.string("reviewed_by"),
                row.string("approved_by"));
    }
}
