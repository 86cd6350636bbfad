package org.cunlu.logistics.cash;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Node;

/** The table of bundles of cash on their way from a drawer. */
@Singleton
class HandoverTable {
    private static final String SELECT =
            "SELECT handover_id, county_code, node_code, node_path, taken_fen, offered_fen,"
                    + " offered_by, offered_at, state, carried_fen, carried_by, carried_at, in_fen, in_node, in_by, in_at"
                    + " FROM log_cash_handover ";

    private final Sql sql;

    HandoverTable(Sql sql) {
        this.sql = sql;
    }

    /** Who has it. */
    enum State {
        /** Still the station's. */
        OFFERED,
        /** A driver's. */
        CARRIED,
        /** At a node above. */
        IN,
        /** In the station's drawer again: its keeper withdrew the offer. */
        BACK
    }

    /**
     * A bundle.
     * @param takenFen what was paid for its parcels
     * @param offeredFen what the keeper counted
     * @param carriedFen what the driver counted; null when none took it
     * @param inFen what was counted where it came in
     */
    @Serdeable
    record Handover(
            String handoverId,
            String countyCode,
            String node,
            String nodePath,
            long takenFen,
            long offeredFen,
            String offeredBy,
            Instant offeredAt,
            State state,
            @Nullable Long carriedFen,
            @Nullable String carriedBy,
            @Nullable Instant carriedAt,
            @Nullable Long inFen,
            @Nullable String inNode,
            @Nullable String inBy,
            @Nullable Instant inAt) {
        /** @return what whoever has it said that it is */
        long saidFen() {
            return carriedFen == null ? offeredFen : carriedFen;
        }

        String holder() {
            return carriedBy == null ? offeredBy : carriedBy;
        }
    }

    void insert(String handoverId, Node node, long takenFen, long offeredFen, String by, Instant at) {
        sql.change(
                "INSERT INTO log_cash_handover (handover_id, county_code, node_code, node_path, taken_fen, offered_fen,"
                        + " offered_by, offered_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'OFFERED')",
                handoverId,
                node.countyCode(),
                node.code(),
                node.path(),
                takenFen,
                offeredFen,
                by,
                at);
    }

    Optional<Handover> find(String handoverId) {
        return sql.one(SELECT + "WHERE handover_id = ?", HandoverTable::handover, handoverId);
    }

    /** @return bundles of a node, the newest first */
    List<Handover> of(String nodeCode, @Nullable String before, int limit) {
        return before == null
                ? sql.list(
                        SELECT + "WHERE node_code = ? ORDER BY handover_id DESC LIMIT " + limit,
                        HandoverTable::handover,
                        nodeCode)
                : sql.list(
                        SELECT + "WHERE node_code = ? AND handover_id < ? ORDER BY handover_id DESC LIMIT " + limit,
                        HandoverTable::handover,
                        nodeCode,
                        before);
    }

    /** @return what was taken for parcels and has not left the node */
    long withKeeper(String nodeCode) {
        return sql.one(
                        "SELECT CAST((SELECT COALESCE(SUM(fen), 0) FROM log_cash_taken WHERE node_code = ?"
                                + " AND handover_id IS NULL) + (SELECT COALESCE(SUM(taken_fen), 0) FROM log_cash_handover"
                                + " WHERE node_code = ? AND state = 'OFFERED') AS SIGNED) AS fen",
                        row -> row.number("fen"),
                        nodeCode,
                        nodeCode)
                .orElseThrow();
    }

    /** @return bundles that still lie at a node, the oldest first */
    List<Handover> offered(String nodeCode) {
        return sql.list(
                SELECT + "WHERE node_code = ? AND state = 'OFFERED' ORDER BY handover_id",
                HandoverTable::handover,
                nodeCode);
    }

    /** @return whether it was still offered */
    boolean carried(String handoverId, long fen, String by, Instant at) {
        return sql.change(
                        "UPDATE log_cash_handover SET state = 'CARRIED', carried_fen = ?, carried_by = ?, carried_at = ?"
                                + " WHERE handover_id = ? AND state = 'OFFERED'",
                        fen,
                        by,
                        at,
                        handoverId)
                == 1;
    }

    /** @return whether it was still offered */
    boolean withdrawn(String handoverId) {
        return sql.change(
                        "UPDATE log_cash_handover SET state = 'BACK' WHERE handover_id = ? AND state = 'OFFERED'",
                        handoverId)
                == 1;
    }

    /** @return whether it was still with whom it was read */
    boolean broughtIn(Handover before, long fen, String nodeCode, String by, Instant at) {
        return sql.change(
                        "UPDATE log_cash_handover SET state = 'IN', in_fen = ?, in_node = ?, in_by = ?, in_at = ?"
                                + " WHERE handover_id = ? AND state = ?",
                        fen,
                        nodeCode,
                        by,
                        at,
                        before.handoverId(),
                        before.state())
                == 1;
    }

    private static Handover handover(Row row) {
        return new Handover(
                row.string("handover_id"),
                row.string("county_code"),
                row.string("node_code"),
                row.string("node_path"),
                row.number("taken_fen"),
                row.number("offered_fen"),
                row.string("offered_by"),
                row.instant("offered_at"),
                row.constant("state", State.class),
                row.numberOrNull("carried_fen"),
                row.string("carried_by"),
                row.instant("carried_at"),
                row.numberOrNull("in_fen"),
                row.string("in_node"),
                row.string("in_by"),
                row.instant("in_at"));
    }
}
