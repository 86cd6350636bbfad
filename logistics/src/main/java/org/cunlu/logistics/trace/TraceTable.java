package org.cunlu.logistics.trace;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Sql;

/** Reads what became of lots. */
@Singleton
class TraceTable {
    private static final int ROWS_MAX = 1_000;
    private static final String SCANS =
            "'PACK','OUT','DEPART','IN','ARRIVE','RECEIVE','SHELVE','HAND_OVER','DELIVER','RETURN','REFUSE'";

    private final Sql sql;

    TraceTable(Sql sql) {
        this.sql = sql;
    }

    /** An act at a node. @param pieces that came, below 0 that went @param undoneAt when it was taken back; null when it stands */
    record Act(
            String actId,
            String kind,
            String node,
            long pieces,
            Instant at,
            @Nullable Instant undoneAt) {}

    /** Scans of one kind at one node on one day. @param at the first of them */
    record Scans(String what, String holderKind, String node, String day, Instant at) {}

    record Recall(
            String recallId,
            String node,
            Instant calledAt,
            @Nullable Instant liftedAt) {}

    List<Act> acts(String countyCode, String skuCode, String lotCode) {
        return sql.list(
                "SELECT a.act_id, a.kind, a.node_code, a.occurred_at, r.occurred_at AS undone_at,"
                        + " SUM(m.on_hand_delta) AS pieces FROM log_stock_movement m"
                        + " JOIN log_stock_act a ON a.act_id = m.cause_id"
                        + " LEFT JOIN log_stock_act r ON r.reverses = a.act_id"
                        + " WHERE m.lot_code = ? AND m.cause_kind = 'ACT' AND m.sku_code = ? AND a.county_code = ?"
                        + " AND a.kind NOT IN ('REVERSED', 'SET_ASIDE')"
                        + " GROUP BY a.act_id, a.kind, a.node_code, a.occurred_at, r.occurred_at"
                        + " ORDER BY a.occurred_at, a.act_id LIMIT " + ROWS_MAX,
                row -> new Act(
                        row.string("act_id"),
                        row.string("kind"),
                        row.string("node_code"),
                        row.number("pieces"),
                        row.instant("occurred_at"),
                        row.instant("undone_at")),
                lotCode,
                skuCode,
                countyCode);
    }

    /** Days are the county's. No parcel is told apart. */
    List<Scans> scans(String countyCode, String skuCode, String lotCode) {
        return sql.list(
                "SELECT what, to_kind, node_code, on_day, MIN(at) AS first_at FROM (SELECT c.what, c.to_kind, c.node_code,"
                        + " CAST(DATE(TIMESTAMPADD(HOUR, 8, c.at)) AS CHAR) AS on_day, c.at FROM log_parcel_lot l"
                        + " JOIN log_custody c ON c.barcode = l.barcode"
                        + " WHERE l.lot_code = ? AND l.sku_code = ? AND l.county_code = ? AND c.what IN (" + SCANS
                        + ")) s"
                        + " GROUP BY what, to_kind, node_code, on_day ORDER BY first_at LIMIT " + ROWS_MAX,
                row -> new Scans(
                        row.string("what"),
                        row.string("to_kind"),
                        row.string("node_code"),
                        row.string("on_day"),
                        row.instant("first_at")),
                lotCode,
                skuCode,
                countyCode);
    }

    List<Recall> recalls(String countyCode, String lotCode) {
        return sql.list(
                "SELECT recall_id, node_code, called_at, lifted_at FROM log_recall WHERE lot_code = ? AND county_code = ?"
                        + " ORDER BY recall_id",
                row -> new Recall(
                        row.string("recall_id"),
                        row.string("node_code"),
                        row.instant("called_at"),
                        row.instant("lifted_at")),
                lotCode,
                countyCode);
    }

    /** @return lots in a parcel; empty for one that holds none, or that is not there */
    List<String> lotsIn(String countyCode, String barcode) {
        return sql.list(
                "SELECT DISTINCT lot_code FROM log_parcel_lot WHERE barcode = ? AND county_code = ? ORDER BY lot_code",
                row -> row.string("lot_code"),
                barcode,
                countyCode);
    }
}
