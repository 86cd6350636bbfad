package org.cunlu.orders.live;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.LiveShow.State;

/** Rows of sessions. Whoever changes a session or a slot of it locks the session's row first. */
@Singleton
class SessionTable {
    private final Sql sql;

    SessionTable(Sql sql) {
        this.sql = sql;
    }

    void insert(Session session) {
        sql.change(
                "INSERT INTO ord_live_session (session_id, county_code, seller_code, host_account, title, starts_at,"
                        + " ends_at, stream_url, cover, host_bps, station, station_bps, state, version)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                session.sessionId(),
                session.countyCode(),
                session.sellerCode(),
                session.hostId(),
                session.title(),
                session.startsAt(),
                session.endsAt(),
                session.streamUrl(),
                session.cover(),
                session.hostBps(),
                session.station(),
                session.stationBps(),
                session.state(),
                session.version());
    }

    Optional<Session> find(String sessionId) {
        return sql.one("SELECT * FROM ord_live_session WHERE session_id = ?", SessionTable::session, sessionId);
    }

    List<Session> find(Collection<String> sessionIds) {
        return sessionIds.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT * FROM ord_live_session WHERE session_id IN (" + Sql.marks(sessionIds.size()) + ")",
                        SessionTable::session,
                        sessionIds.toArray());
    }

    Optional<Session> lock(String sessionId) {
        return sql.one(
                "SELECT * FROM ord_live_session WHERE session_id = ? FOR UPDATE", SessionTable::session, sessionId);
    }

    /** @return on air or to come, the earliest first */
    List<Session> current(int limit) {
        return sql.list(
                "SELECT * FROM ord_live_session WHERE state IN ('PLANNED', 'ON_AIR') ORDER BY starts_at, session_id"
                        + " LIMIT ?",
                SessionTable::session,
                limit);
    }

    /** @param hostId only his; null for everybody's @return of the shops, the newest first, before {@code cursor} */
    List<Session> ofShops(Collection<String> sellerCodes, @Nullable String hostId, @Nullable String cursor, int limit) {
        var arguments = new ArrayList<Object>(sellerCodes);
        var where = new StringBuilder("seller_code IN (" + Sql.marks(sellerCodes.size()) + ")");
        if (hostId != null) {
            where.append(" AND host_account = ?");
            arguments.add(hostId);
        }
        if (cursor != null) {
            where.append(" AND session_id < ?");
            arguments.add(cursor);
        }
        arguments.add(limit);
        return sql.list(
                "SELECT * FROM ord_live_session WHERE " + where + " ORDER BY session_id DESC LIMIT ?",
                SessionTable::session,
                arguments.toArray());
    }

    /** @return ids of sessions that should have ended by then */
    List<String> overdue(Instant now, int limit) {
        return sql.list(
                "SELECT session_id FROM ord_live_session WHERE state IN ('PLANNED', 'ON_AIR') AND ends_at <= ?"
                        + " ORDER BY ends_at LIMIT ?",
                row -> row.string("session_id"),
                now,
                limit);
    }

    /** One state to the next; none is on air then. @return 0 when it was in another */
    int move(Session session, State to) {
        return sql.change(
                "UPDATE ord_live_session SET state = ?, on_air_slot = NULL, version = version + 1"
                        + " WHERE session_id = ? AND state = ? AND version = ?",
                to,
                session.sessionId(),
                session.state(),
                session.version());
    }

    /** @return 0 when another slot is on air, or the session is not */
    int putOnAir(Session session, String slotId) {
        return sql.change(
                "UPDATE ord_live_session SET on_air_slot = ?, version = version + 1"
                        + " WHERE session_id = ? AND state = 'ON_AIR' AND on_air_slot IS NULL AND version = ?",
                slotId,
                session.sessionId(),
                session.version());
    }

    /** @return 0 when this slot is not on air */
    int takeOffAir(Session session, String slotId) {
        return sql.change(
                "UPDATE ord_live_session SET on_air_slot = NULL, version = version + 1"
                        + " WHERE session_id = ? AND on_air_slot = ? AND version = ?",
                session.sessionId(),
                slotId,
                session.version());
    }

    /** Something of it changed. @return 0 when it changed before */
    int touch(Session session) {
        return sql.change(
                "UPDATE ord_live_session SET version = version + 1 WHERE session_id = ? AND version = ?",
                session.sessionId(),
                session.version());
    }

    /** @param session as it was before @param amount new price, floor or pieces; null for none */
    void step(Session session, @Nullable String slotId, Step what, @Nullable Long amount, String actor, Instant at) {
        sql.change(
                "INSERT INTO ord_live_step (session_id, version, county_code, slot_id, what, amount, actor, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                session.sessionId(),
                session.version() + 1,
                session.countyCode(),
                slotId,
                what,
                amount,
                actor,
                at);
    }

    /** What is done to a session. */
    enum Step {
        PLANNED,
        SLOT_ADDED,
        STARTED,
        ON_AIR,
        OFF_AIR,
        PRICED,
        FLOORED,
        STOCKED,
        ENDED
    }

    private static Session session(Row row) {
        return new Session(
                row.string("session_id"),
                row.string("county_code"),
                row.string("seller_code"),
                row.string("host_account"),
                row.string("title"),
                row.instant("starts_at"),
                row.instant("ends_at"),
                row.string("stream_url"),
                row.string("cover"),
                row.integer("host_bps"),
                row.string("station"),
                row.integer("station_bps"),
                row.constant("state", State.class),
                row.string("on_air_slot"),
                row.integer("version"));
    }
}
