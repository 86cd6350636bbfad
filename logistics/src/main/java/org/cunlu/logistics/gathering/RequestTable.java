package org.cunlu.logistics.gathering;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** What stations ask for. */
@Singleton
class RequestTable {
    private final Sql sql;

    RequestTable(Sql sql) {
        this.sql = sql;
    }

    /** Life of a request. */
    enum State {
        ASKED,
        ORDERED,
        REJECTED
    }

    /** @param approved pieces that were ordered for it @param sent of them, cross-docked to it @param gatheringId null until ordered */
    @Serdeable
    record Request(
            String requestId,
            String countyCode,
            String nodeCode,
            String skuCode,
            long asked,
            State state,
            String askedBy,
            Instant askedAt,
            long approved,
            long sent,
            @Nullable String gatheringId) {
        long owed() {
            return approved - sent;
        }
    }

    /** @return ids of those of a node that were not decided, or of which something is still to be sent, in order */
    List<String> standing(String nodeCode) {
        return sql.list(
                "SELECT request_id FROM log_station_request WHERE node_code = ? AND (state = 'ASKED'"
                        + " OR (state = 'ORDERED' AND sent < approved)) ORDER BY request_id",
                row -> row.string("request_id"),
                nodeCode);
    }

    void insert(Request request) {
        sql.change(
                "INSERT INTO log_station_request (request_id, county_code, node_code, sku_code, asked, state, asked_by,"
                        + " asked_at, approved, sent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
                request.requestId(),
                request.countyCode(),
                request.nodeCode(),
                request.skuCode(),
                request.asked(),
                request.state(),
                request.askedBy(),
                request.askedAt());
    }

    List<Request> find(Collection<String> requestIds) {
        return sql.list(
                "SELECT * FROM log_station_request WHERE request_id IN (" + Sql.marks(requestIds.size())
                        + ") ORDER BY request_id",
                RequestTable::request,
                requestIds.toArray());
    }

    /** @return newest first */
    List<Request> at(String nodeCode, @Nullable String before, int limit) {
        return sql.list(
                "SELECT * FROM log_station_request WHERE node_code = ? AND request_id < ? ORDER BY request_id DESC LIMIT "
                        + limit,
                RequestTable::request,
                nodeCode,
                before == null ? "~" : before);
    }

    /** @return those that wait for a decision, oldest first */
    List<Request> waiting(String countyCode, @Nullable String after, int limit) {
        return sql.list(
                "SELECT * FROM log_station_request WHERE county_code = ? AND state = 'ASKED' AND request_id > ?"
                        + " ORDER BY request_id LIMIT " + limit,
                RequestTable::request,
                countyCode,
                after == null ? "" : after);
    }

    /** @return false when somebody has decided before */
    boolean decide(String requestId, State to, long approved, String by, @Nullable String gatheringId) {
        return sql.change(
                        "UPDATE log_station_request SET state = ?, approved = ?, decided_by = ?, gathering_id = ?"
                                + " WHERE request_id = ? AND state = 'ASKED'",
                        to,
                        approved,
                        by,
                        gatheringId,
                        requestId)
                == 1;
    }

    /** @return those of a collective purchase that are owed pieces, oldest first, locked */
    List<Request> owed(String gatheringId) {
        return sql.list(
                "SELECT * FROM log_station_request WHERE gathering_id = ? AND sent < approved ORDER BY request_id"
                        + " FOR UPDATE",
                RequestTable::request,
                gatheringId);
    }

    /** @return those of a collective purchase to which a SKU was sent at a node, newest first, locked */
    List<Request> sentTo(String gatheringId, String nodeCode, String skuCode) {
        return sql.list(
                "SELECT * FROM log_station_request WHERE gathering_id = ? AND node_code = ? AND sku_code = ? AND sent > 0"
                        + " ORDER BY request_id DESC FOR UPDATE",
                RequestTable::request,
                gatheringId,
                nodeCode,
                skuCode);
    }

    /** @return those of these SKUs and nodes that were ordered and of which pieces are still to be sent */
    List<Request> owed(Collection<String> skuCodes, Collection<String> nodeCodes) {
        if (skuCodes.isEmpty() || nodeCodes.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(nodeCodes);
        arguments.addAll(skuCodes);
        return sql.list(
                "SELECT * FROM log_station_request WHERE node_code IN (" + Sql.marks(nodeCodes.size())
                        + ") AND sku_code IN (" + Sql.marks(skuCodes.size())
                        + ") AND state = 'ORDERED' AND sent < approved",
                RequestTable::request,
                arguments.toArray());
    }

    void sent(String requestId, long pieces) {
        sql.change("UPDATE log_station_request SET sent = sent + ? WHERE request_id = ?", pieces, requestId);
    }

    private static Request request(Row row) {
        return new Request(
                row.string("request_id"),
                row.string("county_code"),
                row.string("node_code"),
                row.string("sku_code"),
                row.number("asked"),
                row.constant("state", State.class),
                row.string("asked_by"),
                row.instant("asked_at"),
                row.number("approved"),
                row.number("sent"),
                row.string("gathering_id"));
    }
}
