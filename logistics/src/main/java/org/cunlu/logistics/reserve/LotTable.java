package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.ReserveLevel;
import org.cunlu.logistics.ReserveLot;

/** Lots of the reserve and what became of them. */
@Singleton
class LotTable {
    private static final int KEYS_MAX = 200;
    private static final int LOTS_MAX = 5_000;

    private final Sql sql;
    private final Ids ids;

    LotTable(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** Which pieces a lot is made of. */
    record Key(String programme, String nodeCode, String skuCode, String lotCode) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return text().compareTo(other.text());
        }

        private String text() {
            return skuCode + " " + nodeCode + " " + lotCode + " " + programme;
        }
    }

    /** A lot and the level that owns it. */
    record Owned(ReserveLot lot, ReserveLevel level) {}

    /** What an act did to a lot. */
    record Entry(ReserveLot lot, long good, long held) {}

    Map<Key, Owned> find(Collection<Key> keys) {
        var all = List.copyOf(keys);
        var answer = new HashMap<Key, Owned>();
        for (int from = 0; from < all.size(); from += KEYS_MAX) {
            var some = all.subList(from, Math.min(from + KEYS_MAX, all.size()));
            var arguments = new ArrayList<Object>();
            some.forEach(
                    key -> arguments.addAll(List.of(key.programme(), key.nodeCode(), key.skuCode(), key.lotCode())));
            String each = "(l.programme_code = ? AND l.node_code = ? AND l.sku_code = ? AND l.lot_code = ?)";
            sql.list(
                            "SELECT l.*, h.level_code FROM log_reserve_lot l JOIN log_reserve_holding h"
                                    + " ON h.holding_code = l.holding_code WHERE "
                                    + String.join(
                                            " OR ", some.stream().map(_ -> each).toList()),
                            row -> new Owned(lot(row), row.constant("level_code", ReserveLevel.class)),
                            arguments.toArray())
                    .forEach(owned -> answer.put(key(owned.lot()), owned));
        }
        return answer;
    }

    static Key key(ReserveLot lot) {
        return new Key(lot.programme(), lot.nodeCode(), lot.skuCode(), lot.lotCode());
    }

    /** Keeps a lot where there is none with its key; one that is there stays as it is. @return the one that is there now */
    ReserveLot keep(ReserveLot lot) {
        // A row that is there is not locked here: whoever books it has its parts before.
        var there = find(List.of(key(lot))).get(key(lot));
        if (there != null) {
            return there.lot();
        }
        sql.change(
                "INSERT INTO log_reserve_lot (reserve_lot_id, county_code, holding_code, programme_code, node_code,"
                        + " sku_code, lot_code, variety, grade, cost_fen, grams, in_on, produced_on, expires_on, good,"
                        + " held) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)"
                        + " ON DUPLICATE KEY UPDATE good = good",
                ids.next(),
                lot.countyCode(),
                lot.holding(),
                lot.programme(),
                lot.nodeCode(),
                lot.skuCode(),
                lot.lotCode(),
                lot.variety(),
                lot.grade(),
                lot.costFen(),
                lot.grams(),
                lot.inOn(),
                lot.producedOn(),
                lot.expiresOn());
        return find(List.of(key(lot))).get(key(lot)).lot();
    }

    Optional<ReserveLot> find(String id) {
        return sql.one("SELECT * FROM log_reserve_lot WHERE reserve_lot_id = ?", LotTable::lot, id);
    }

    Map<String, ReserveLot> ofIds(Collection<String> lotIds) {
        var answer = new HashMap<String, ReserveLot>();
        var all = List.copyOf(lotIds);
        for (int from = 0; from < all.size(); from += KEYS_MAX) {
            var some = all.subList(from, Math.min(from + KEYS_MAX, all.size()));
            sql.list(
                            "SELECT * FROM log_reserve_lot WHERE reserve_lot_id IN (" + Sql.marks(some.size()) + ")",
                            LotTable::lot,
                            some.toArray())
                    .forEach(lot -> answer.put(lot.id(), lot));
        }
        return answer;
    }

    /** What is empty comes last, and is what is left out where there are very many. */
    List<ReserveLot> of(String holdingCode) {
        return sql.list(
                "SELECT * FROM log_reserve_lot WHERE holding_code = ? ORDER BY good = 0, in_on, reserve_lot_id LIMIT "
                        + LOTS_MAX,
                LotTable::lot,
                holdingCode);
    }

    List<ReserveLot> of(String holdingCode, String afterId, int limit) {
        return sql.list(
                "SELECT * FROM log_reserve_lot WHERE holding_code = ? AND reserve_lot_id > ? ORDER BY reserve_lot_id LIMIT "
                        + limit,
                LotTable::lot,
                holdingCode,
                afterId);
    }

    List<ReserveLot> before(LocalDate day, String afterId, int limit) {
        return sql.list(
                "SELECT * FROM log_reserve_lot WHERE reserve_lot_id > ? AND in_on < ? AND good > 0"
                        + " ORDER BY reserve_lot_id LIMIT " + limit,
                LotTable::lot,
                afterId,
                day);
    }

    /** Words of a lot, as approved. @return false when it says so already, or something else than was seen */
    boolean reword(String id, String column, String before, String after) {
        String name = "VARIETY".equals(column) ? "variety" : "grade";
        return sql.change(
                        "UPDATE log_reserve_lot SET " + name + " = ? WHERE reserve_lot_id = ? AND " + name + " = ?",
                        after,
                        id,
                        before)
                == 1;
    }

    /** Writes entries and lets the lots follow; those lots' parts are locked. */
    void book(
            List<Entry> entries,
            String deed,
            @Nullable String documentId,
            String actId,
            LocalDate day,
            Instant now,
            String actor) {
        sql.insertManySoon(
                "INSERT INTO log_reserve_entry (entry_id, county_code, holding_code, reserve_lot_id, good_delta,"
                        + " held_delta, deed, document_id, act_id, happened_on, recorded_at, actor)",
                entries.stream()
                        .map(each -> new Object[] {
                            ids.next(),
                            each.lot().countyCode(),
                            each.lot().holding(),
                            each.lot().id(),
                            each.good(),
                            each.held(),
                            deed,
                            documentId,
                            actId,
                            day,
                            now,
                            actor
                        })
                        .toList());
        for (Entry each : entries) {
            sql.soonExactly(
                    1,
                    "UPDATE log_reserve_lot SET good = good + ?, held = held + ? WHERE reserve_lot_id = ?",
                    each.good(),
                    each.held(),
                    each.lot().id());
        }
    }

    /** @return good pieces that came in, ever */
    long takenIn(String id) {
        return sql.one(
                        "SELECT COALESCE(SUM(good_delta), 0) AS n FROM log_reserve_entry WHERE reserve_lot_id = ?"
                                + " AND deed IN ('INTAKE', 'REFILL', 'ROTATE_IN', 'MOVE_IN', 'MAKE_GOOD')",
                        row -> row.number("n"),
                        id)
                .orElseThrow();
    }

    static ReserveLot lot(Row row) {
        return new ReserveLot(
                row.string("reserve_lot_id"),
                row.string("county_code"),
                row.string("holding_code"),
                row.string("programme_code"),
                row.string("node_code"),
                row.string("sku_code"),
                row.string("lot_code"),
                row.string("variety"),
                row.string("grade"),
                row.number("cost_fen"),
                row.number("grams"),
                row.date("in_on"),
                row.date("produced_on"),
                row.date("expires_on"),
                row.number("good"),
                row.number("held"));
    }
}
