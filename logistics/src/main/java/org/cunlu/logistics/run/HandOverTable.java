package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** The table of what crews say they gave and took, against what the nodes say. */
@Singleton
class HandOverTable {
    private static final String SELECT =
            "SELECT line_code, service_date, node_code, way, thing, said_by, said_at, state FROM log_run_hand_over ";

    private final Sql sql;

    HandOverTable(Sql sql) {
        this.sql = sql;
    }

    /** From the crew's side. */
    enum Way {
        GIVEN,
        TAKEN
    }

    /** How far both sides are. */
    enum State {
        /** The crew said it; the node has not yet. */
        SAID,
        AGREED,
        /** A difference was opened. */
        DISPUTED
    }

    /** @param saidAt null when the crew said nothing */
    record Word(
            String line,
            LocalDate date,
            String nodeCode,
            Way way,
            String thing,
            @Nullable String saidBy,
            @Nullable Instant saidAt,
            State state) {}

    List<Word> of(DatedTrip trip) {
        return sql.list(
                SELECT + "WHERE line_code = ? AND service_date = ? ORDER BY node_code, way, thing",
                HandOverTable::word,
                trip.line().code(),
                trip.date());
    }

    /** The crew's word; once it is settled it stays. */
    void said(DatedTrip trip, String county, String node, Way way, String thing, String by, Instant at, State state) {
        sql.change(
                "INSERT INTO log_run_hand_over (line_code, service_date, node_code, way, thing, county_code, said_by,"
                        + " said_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE said_at = COALESCE(said_at, ?), said_by = COALESCE(said_by, ?)",
                trip.line().code(),
                trip.date(),
                node,
                way,
                thing,
                county,
                by,
                at,
                state,
                at,
                by);
    }

    /** The crew takes its word back, since the thing is off again. */
    void unsaid(DatedTrip trip, String node, String thing) {
        sql.change(
                "DELETE FROM log_run_hand_over WHERE line_code = ? AND service_date = ? AND node_code = ?"
                        + " AND way = 'TAKEN' AND thing = ? AND state <> 'DISPUTED'",
                trip.line().code(),
                trip.date(),
                node,
                thing);
    }

    /** @return whether it was this call that settled it */
    boolean settled(Word word, State state, String by, Instant at) {
        return sql.change(
                        "UPDATE log_run_hand_over SET state = ?, settled_by = ?, settled_at = ? WHERE line_code = ?"
                                + " AND service_date = ? AND node_code = ? AND way = ? AND thing = ? AND state = 'SAID'",
                        state,
                        by,
                        at,
                        word.line(),
                        word.date(),
                        word.nodeCode(),
                        word.way(),
                        word.thing())
                == 1;
    }

    /** The node has, or gave, what the crew never spoke of. */
    void unspoken(DatedTrip trip, String county, String node, Way way, String thing, String by, Instant at) {
        sql.change(
                "INSERT INTO log_run_hand_over (line_code, service_date, node_code, way, thing, county_code, state,"
                        + " settled_by, settled_at) VALUES (?, ?, ?, ?, ?, ?, 'DISPUTED', ?, ?)",
                trip.line().code(),
                trip.date(),
                node,
                way,
                thing,
                county,
                by,
                at);
    }

    /** @return nodes of trips where the crew's word of before a moment is not settled, the oldest first */
    List<Word> open(Instant before, int limit) {
        return sql.list(
                SELECT + "WHERE state = 'SAID' AND said_at < ? ORDER BY said_at LIMIT ?",
                HandOverTable::word,
                before,
                limit);
    }

    private static Word word(Row row) {
        return new Word(
                row.string("line_code"),
                row.date("service_date"),
                row.string("node_code"),
                row.constant("way", Way.class),
                row.string("thing"),
                row.string("said_by"),
                row.instant("said_at"),
                row.constant("state", State.class));
    }
}
