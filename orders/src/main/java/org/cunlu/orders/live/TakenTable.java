package org.cunlu.orders.live;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.kernel.db.Sql;

/** What each buyer took of each slot. */
@Singleton
class TakenTable {
    private final Sql sql;

    TakenTable(Sql sql) {
        this.sql = sql;
    }

    /** @param priceFen what he was told a piece costs */
    record Wanted(String slotId, int pieces, long priceFen) {}

    void enter(String slotId, String accountId) {
        sql.change(
                "INSERT INTO ord_live_buyer (slot_id, account_id, taken) VALUES (?, ?, 0)"
                        + " ON DUPLICATE KEY UPDATE taken = taken",
                slotId,
                accountId);
    }

    /** @return rows of slots that are on air at that price, within their time, and of which he may have so many more */
    int take(String accountId, List<Wanted> wanted, Instant now) {
        var arguments = new ArrayList<Object>();
        var cases = new StringBuilder("CASE b.slot_id");
        for (Wanted each : wanted) {
            cases.append(" WHEN ? THEN ?");
            arguments.addAll(List.of(each.slotId(), each.pieces()));
        }
        var where = new ArrayList<String>();
        for (Wanted each : wanted) {
            where.add("(b.slot_id = ? AND b.account_id = ? AND b.taken + ? <= s.limit_each AND s.state = 'ON_AIR'"
                    + " AND s.price_fen = ? AND (s.airs_until IS NULL OR s.airs_until > ?))");
            arguments.addAll(List.of(each.slotId(), accountId, each.pieces(), each.priceFen(), now));
        }
        return sql.changeWithAll(
                "UPDATE ord_live_buyer b JOIN ord_live_slot s ON s.slot_id = b.slot_id SET b.taken = b.taken + " + cases
                        + " ELSE 0 END WHERE " + String.join(" OR ", where),
                arguments.toArray());
    }

    /** @return slots of which he has too many for that already */
    List<String> over(String accountId, Collection<Wanted> wanted) {
        var arguments = new ArrayList<Object>();
        var where = new ArrayList<String>();
        for (Wanted each : wanted) {
            where.add("(b.slot_id = ? AND b.account_id = ? AND b.taken + ? > s.limit_each)");
            arguments.addAll(List.of(each.slotId(), accountId, each.pieces()));
        }
        return sql.list(
                "SELECT b.slot_id FROM ord_live_buyer b JOIN ord_live_slot s ON s.slot_id = b.slot_id WHERE "
                        + String.join(" OR ", where),
                row -> row.string("slot_id"),
                arguments.toArray());
    }

    /** @param pieces by slot and account */
    void giveBack(Map<String, TreeMap<String, Integer>> pieces) {
        var arguments = new ArrayList<Object>();
        var cases = new StringBuilder("CASE");
        var where = new ArrayList<String>();
        var keys = new ArrayList<Object>();
        pieces.forEach((slot, byAccount) -> byAccount.forEach((account, count) -> {
            cases.append(" WHEN slot_id = ? AND account_id = ? THEN ?");
            arguments.addAll(List.of(slot, account, count));
            where.add("(slot_id = ? AND account_id = ? AND taken >= ?)");
            keys.addAll(List.of(slot, account, count));
        }));
        if (!where.isEmpty()) {
            arguments.addAll(keys);
            sql.change(
                    "UPDATE ord_live_buyer SET taken = taken - " + cases + " ELSE 0 END WHERE "
                            + String.join(" OR ", where) + " ORDER BY slot_id, account_id",
                    arguments.toArray());
        }
    }

    void handOver(String fromAccountId, String intoAccountId) {
        sql.change(
                "INSERT INTO ord_live_buyer (slot_id, account_id, taken) SELECT f.slot_id, ?, f.taken FROM ord_live_buyer f"
                        + " WHERE f.account_id = ? ON DUPLICATE KEY UPDATE taken = ord_live_buyer.taken + VALUES(taken)",
                intoAccountId,
                fromAccountId);
        sql.change("DELETE FROM ord_live_buyer WHERE account_id = ?", fromAccountId);
    }
}
