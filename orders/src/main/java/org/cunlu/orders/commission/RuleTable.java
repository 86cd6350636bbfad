package org.cunlu.orders.commission;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Trade;

/** Rows of sets of rules: written once but for the decision of the second person. */
@Singleton
class RuleTable {
    private static final String SET =
            "SELECT version, follows, state, note, proposed_by, proposed_at, decided_by, decided_at"
                    + " FROM ord_commission_set WHERE county_code = ? ";

    private final Sql sql;

    RuleTable(Sql sql) {
        this.sql = sql;
    }

    /** How a set stands. */
    enum State {
        PROPOSED,
        AGREED,
        DECLINED
    }

    /** A set as it was proposed. @param follows the one in force then */
    record Proposal(
            int version,
            int follows,
            State state,
            String note,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {}

    /** @return version of the newest set that was agreed to; 0 for none */
    int inForce(String county) {
        return sql.one(
                        "SELECT COALESCE(MAX(version), 0) AS version FROM ord_commission_set WHERE county_code = ?"
                                + " AND state = 'AGREED'",
                        row -> row.integer("version"),
                        county)
                .orElseThrow();
    }

    /** As {@link #inForce}; nobody else agrees to a set of this county until this transaction has ended. */
    int lockInForce(String county) {
        // The county's first set, which is there whenever one is decided.
        sql.list(
                "SELECT version FROM ord_commission_set WHERE county_code = ? ORDER BY version LIMIT 1 FOR UPDATE",
                row -> row.integer("version"),
                county);
        return inForce(county);
    }

    int latest(String county) {
        return sql.one(
                        "SELECT COALESCE(MAX(version), 0) AS version FROM ord_commission_set WHERE county_code = ?",
                        row -> row.integer("version"),
                        county)
                .orElseThrow();
    }

    List<Rule> rules(String county, int version) {
        return sql.list(
                "SELECT category, seller_code, trade, share_bps, per_parcel_fen, floor_fen, cap_fen, valid_from, valid_until"
                        + " FROM ord_commission_rule WHERE county_code = ? AND version = ? ORDER BY rule_no",
                row -> new Rule(
                        row.string("category"),
                        row.string("seller_code"),
                        row.string("trade") == null ? null : row.constant("trade", Trade.class),
                        row.integer("share_bps"),
                        row.number("per_parcel_fen"),
                        row.number("floor_fen"),
                        row.numberOrNull("cap_fen"),
                        row.date("valid_from"),
                        row.date("valid_until")),
                county,
                version);
    }

    Optional<Proposal> find(String county, int version) {
        return sql.one(SET + "AND version = ?", RuleTable::proposal, county, version);
    }

    /** @return the newest first */
    List<Proposal> list(String county, int before, int limit) {
        return sql.list(
                SET + "AND version < ? ORDER BY version DESC LIMIT ?", RuleTable::proposal, county, before, limit);
    }

    /** Fails as a duplicate when a rival was first with this version. */
    void insert(String county, Proposal set, List<Rule> rules) {
        sql.change(
                "INSERT INTO ord_commission_set (county_code, version, follows, state, note, proposed_by, proposed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                county,
                set.version(),
                set.follows(),
                set.state(),
                set.note(),
                set.proposedBy(),
                set.proposedAt());
        var rows = new ArrayList<Object[]>();
        for (Rule rule : rules) {
            rows.add(new Object[] {
                county,
                set.version(),
                rows.size() + 1,
                rule.category(),
                rule.seller(),
                rule.trade(),
                rule.shareBps(),
                rule.perParcelFen(),
                rule.floorFen(),
                rule.capFen(),
                rule.from(),
                rule.until()
            });
        }
        sql.insertMany(
                "INSERT INTO ord_commission_rule (county_code, version, rule_no, category, seller_code, trade, share_bps,"
                        + " per_parcel_fen, floor_fen, cap_fen, valid_from, valid_until)",
                rows);
    }

    /** @return false when it was decided already */
    boolean decide(String county, int version, State to, String by, Instant at) {
        return sql.change(
                        "UPDATE ord_commission_set SET state = ?, decided_by = ?, decided_at = ? WHERE county_code = ?"
                                + " AND version = ? AND state = 'PROPOSED'",
                        to,
                        by,
                        at,
                        county,
                        version)
                == 1;
    }

    private static Proposal proposal(Row row) {
        return new Proposal(
                row.integer("version"),
                row.integer("follows"),
                row.constant("state", State.class),
                row.string("note"),
                row.string("proposed_by"),
                row.instant("proposed_at"),
                row.string("decided_by"),
                row.instant("decided_at"));
    }
}
