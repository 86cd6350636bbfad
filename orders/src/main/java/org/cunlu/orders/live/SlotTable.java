package org.cunlu.orders.live;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.LiveShow.SlotState;
import org.cunlu.orders.LiveUse;

/** Rows of slots. Their session's row is locked by whoever changes them. */
@Singleton
class SlotTable {
    private final Sql sql;

    SlotTable(Sql sql) {
        this.sql = sql;
    }

    void insert(Slot slot) {
        sql.change(
                "INSERT INTO ord_live_slot (slot_id, session_id, county_code, slot_no, offer_id, sku_code, node_code, name,"
                        + " list_fen, price_fen, floor_fen, pieces, limit_each, airs_from, airs_until, state)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                slot.slotId(),
                slot.sessionId(),
                slot.countyCode(),
                slot.slotNo(),
                slot.offerId(),
                slot.skuCode(),
                slot.nodeCode(),
                slot.name(),
                slot.listFen(),
                slot.priceFen(),
                slot.floorFen(),
                slot.pieces(),
                slot.buyerLimit(),
                slot.airsFrom(),
                slot.airsUntil(),
                slot.state());
    }

    /** @return in their order, session by session */
    List<Slot> ofSessions(Collection<String> sessionIds) {
        return sessionIds.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT * FROM ord_live_slot WHERE session_id IN (" + Sql.marks(sessionIds.size())
                                + ") ORDER BY session_id, slot_no",
                        SlotTable::slot,
                        sessionIds.toArray());
    }

    Optional<Slot> find(String sessionId, String slotId) {
        return sql.one(
                "SELECT * FROM ord_live_slot WHERE session_id = ? AND slot_id = ?", SlotTable::slot, sessionId, slotId);
    }

    /** A slot that is on air, and whose its sales are. @param sessionEndsAt when it is over though nobody has ended it */
    record Aired(Slot slot, LiveUse use, Instant sessionEndsAt) {
        boolean sells(Instant now) {
            return slot.mayAir(now) && now.isBefore(sessionEndsAt);
        }
    }

    List<Aired> onAir(Collection<String> slotIds) {
        return sql.list(
                "SELECT s.*, e.ends_at, e.host_account, e.host_bps, e.station, e.station_bps FROM ord_live_slot s"
                        + " JOIN ord_live_session e ON e.session_id = s.session_id"
                        + " WHERE s.state = 'ON_AIR' AND s.slot_id IN (" + Sql.marks(slotIds.size()) + ")",
                SlotTable::aired,
                slotIds.toArray());
    }

    private static Aired aired(Row row) {
        Slot slot = slot(row);
        var use = new LiveUse(
                slot.sessionId(),
                slot.slotId(),
                row.string("host_account"),
                row.integer("host_bps"),
                row.string("station"),
                row.integer("station_bps"));
        return new Aired(slot, use, row.instant("ends_at"));
    }

    /** @return slots whose time on air is over by then */
    List<Slot> overdue(Instant now, int limit) {
        return sql.list(
                "SELECT * FROM ord_live_slot WHERE state = 'ON_AIR' AND airs_until <= ? ORDER BY airs_until LIMIT ?",
                SlotTable::slot,
                now,
                limit);
    }

    /** @return 0 when it was in another state */
    int move(String slotId, SlotState from, SlotState to) {
        return sql.change("UPDATE ord_live_slot SET state = ? WHERE slot_id = ? AND state = ?", to, slotId, from);
    }

    void end(String sessionId) {
        sql.change("UPDATE ord_live_slot SET state = 'ENDED' WHERE session_id = ? ORDER BY slot_id", sessionId);
    }

    /** @return 0 when that is below its floor or above its list price, or it is over */
    int price(String slotId, long priceFen) {
        return sql.change(
                "UPDATE ord_live_slot SET price_fen = ? WHERE slot_id = ? AND state IN ('PLANNED', 'ON_AIR')"
                        + " AND floor_fen <= ? AND list_fen >= ?",
                priceFen,
                slotId,
                priceFen,
                priceFen);
    }

    /** @return 0 when its price is below that, or it is over */
    int floor(String slotId, long floorFen) {
        return sql.change(
                "UPDATE ord_live_slot SET floor_fen = ? WHERE slot_id = ? AND state IN ('PLANNED', 'ON_AIR')"
                        + " AND price_fen >= ?",
                floorFen,
                slotId,
                floorFen);
    }

    /** @return 0 when it is over, or would have more than a slot may */
    int add(String slotId, long pieces, long max) {
        return sql.change(
                "UPDATE ord_live_slot SET pieces = pieces + ? WHERE slot_id = ? AND state IN ('PLANNED', 'ON_AIR')"
                        + " AND pieces + ? <= ?",
                pieces,
                slotId,
                pieces,
                max);
    }

    private static Slot slot(Row row) {
        return new Slot(
                row.string("slot_id"),
                row.string("session_id"),
                row.string("county_code"),
                row.integer("slot_no"),
                row.string("offer_id"),
                row.string("sku_code"),
                row.string("node_code"),
                row.string("name"),
                row.number("list_fen"),
                row.number("price_fen"),
                row.number("floor_fen"),
                row.number("pieces"),
                row.integer("limit_each"),
                row.instant("airs_from"),
                row.instant("airs_until"),
                row.constant("state", SlotState.class));
    }
}
