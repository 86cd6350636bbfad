package org.cunlu.orders.subsidy;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.subsidy.Programme.State;

/** Rows of programmes. What is taken of their caps is changed with the people's rows: see {@link PersonTable}. */
@Singleton
class ProgrammeTable {
    private static final String SELECT =
            "SELECT programme_id, name, fund_code, categories, bps, cap_fen, buyer_cap_fen,"
                    + " valid_from, valid_until, state, taken_fen FROM ord_subsidy";

    private final Sql sql;

    ProgrammeTable(Sql sql) {
        this.sql = sql;
    }

    void insert(Programme programme, String countyCode, String madeBy, Instant now) {
        sql.change(
                "INSERT INTO ord_subsidy (programme_id, county_code, name, fund_code, categories, bps, cap_fen,"
                        + " buyer_cap_fen, valid_from, valid_until, state, taken_fen, made_by, made_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'DRAFT', 0, ?, ?)",
                programme.programmeId(),
                countyCode,
                programme.name(),
                programme.fundCode(),
                String.join(" ", programme.categories()),
                programme.bps(),
                programme.capFen(),
                programme.buyerCapFen(),
                programme.validFrom(),
                programme.validUntil(),
                madeBy,
                now);
    }

    /** @return false when it is no draft any more, or his own */
    boolean approve(String programmeId, String by, Instant now) {
        return sql.change(
                        "UPDATE ord_subsidy SET state = 'OPEN', approved_by = ?, approved_at = ? WHERE programme_id = ?"
                                + " AND state = 'DRAFT' AND made_by <> ?",
                        by,
                        now,
                        programmeId,
                        by)
                == 1;
    }

    /** @return false when it was not in this state */
    boolean close(String programmeId, State from) {
        return sql.change(
                        "UPDATE ord_subsidy SET state = 'CLOSED' WHERE programme_id = ? AND state = ?",
                        programmeId,
                        from)
                == 1;
    }

    /** @return account of the operator who drafted it */
    Optional<String> maker(String countyCode, String programmeId) {
        return sql.one(
                "SELECT made_by FROM ord_subsidy WHERE county_code = ? AND programme_id = ?",
                row -> row.string("made_by"),
                countyCode,
                programmeId);
    }

    Optional<Programme> find(String countyCode, String programmeId) {
        return sql.one(
                SELECT + " WHERE county_code = ? AND programme_id = ?",
                ProgrammeTable::programme,
                countyCode,
                programmeId);
    }

    List<Programme> open(String countyCode) {
        return sql.list(
                SELECT + " WHERE county_code = ? AND state = 'OPEN' ORDER BY programme_id",
                ProgrammeTable::programme,
                countyCode);
    }

    /** @return the newest first */
    List<Programme> all(String countyCode, @Nullable String before, int limit) {
        return sql.list(
                SELECT + " WHERE county_code = ? AND programme_id < ? ORDER BY programme_id DESC LIMIT ?",
                ProgrammeTable::programme,
                countyCode,
                before == null ? "~" : before,
                limit);
    }

    /** @return the newest first */
    List<Programme> standing(String countyCode, Programme.State state, @Nullable String before, int limit) {
        return sql.list(
                SELECT + " WHERE county_code = ? AND state = ? AND programme_id < ? ORDER BY programme_id DESC LIMIT ?",
                ProgrammeTable::programme,
                countyCode,
                state,
                before == null ? "~" : before,
                limit);
    }

    private static Programme programme(Row row) {
        return new Programme(
                row.string("programme_id"),
                row.string("name"),
                row.string("fund_code"),
                List.of(row.string("categories").split(" ")),
                row.integer("bps"),
                row.number("cap_fen"),
                row.number("buyer_cap_fen"),
                row.instant("valid_from"),
                row.instant("valid_until"),
                row.constant("state", State.class),
                row.number("taken_fen"));
    }
}
