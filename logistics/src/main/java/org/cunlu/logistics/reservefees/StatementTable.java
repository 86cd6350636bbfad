package org.cunlu.logistics.reservefees;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** As {@link #waitForTurn} for many, in one order whoever asks. @param holdings by code */
    void waitForTurns(String levelCode, List<String> holdings) {
        sql.insertMany(
                "INSERT IGNORE INTO log_reserve_turn (level_code, holding_code)",
                holdings.stream().map(each -> new Object[] {levelCode, each}).toList());
        sql.list(
                "SELECT holding_code FROM log_reserve_turn WHERE level_code = ? AND holding_code IN ("
                        + Sql.marks(holdings.size()) + ") ORDER BY holding_code FOR UPDATE",
                row -> row.string("holding_code"),
                with(levelCode, holdings));
    }

    /** @return those of these holdings that share a day with the span and stand */
    List<Statement> standing(String levelCode, List<String> holdings, LocalDate from, LocalDate until) {
        return sql.list(
                SELECT + "WHERE level_code = ? AND holding_code IN (" + Sql.marks(holdings.size())
                        + ") AND from_on <= ? AND until_on >= ? AND state IN ('DRAFT', 'REVIEWED', 'SIGNED')"
                        + " ORDER BY statement_id",
                StatementTable::statement,
                with(levelCode, holdings, until, from));
    }

    /** @return the last version of this very period, by holding; without those that have none */
    Map<String, Integer> versions(String levelCode, List<String> holdings, LocalDate from, LocalDate until) {
        return sql
                .list(
                        "SELECT holding_code, MAX(version) AS top FROM log_reserve_statement WHERE level_code = ?"
                                + " AND holding_code IN (" + Sql.marks(holdings.size())
                                + ") AND from_on = ? AND until_on = ? GROUP BY holding_code",
                        row -> Map.entry(row.string("holding_code"), row.integer("top")),
                        with(levelCode, holdings, from, until))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Object[] with(String levelCode, List<String> holdings, Object... more) {
        var arguments = new ArrayList<Object>(List.of(levelCode));
        arguments.addAll(holdings);
        arguments.addAll(List.of(more));
        return arguments.toArray();
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

    void insert(String county, List<Statement> made) {
        sql.insertMany(
                "INSERT INTO log_reserve_statement (statement_id, county_code, level_code, holding_code, holder_name,"
                        + " from_on, until_on, version, corrects, state, why, interest_fen, storage_fen, spread_fen,"
                        + " clawback_fen, net_fen, before_fen, inputs, made_by, made_at)",
                made.stream().map(each -> cells(county, each)).toList());
    }

    private static Object[] cells(String county, Statement each) {
        return new Object[] {
            each.statementId(),
            county,
            each.levelCode(),
            each.holdingCode(),
            each.holderName(),
            each.from(),
            each.until(),
            each.version(),
            each.corrects(),
            each.state(),
            each.why(),
            each.interestFen(),
            each.storageFen(),
            each.spreadFen(),
            each.clawbackFen(),
            each.netFen(),
            each.beforeFen(),
            each.inputs(),
            each.madeBy(),
            each.madeAt()
        };
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
