package org.cunlu.logistics.release;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.release.Release.Call;
import org.cunlu.logistics.release.Release.Draw;
import org.cunlu.logistics.release.Release.Origin;

/** Which pieces a release took, and which orders gave way for them. */
@Singleton
class DrawTable {
    private static final int ROWS_MAX = 1_000;

    private final Sql sql;

    DrawTable(Sql sql) {
        this.sql = sql;
    }

    void insert(Release release, List<Draw> draws) {
        var rows = new ArrayList<Object[]>();
        for (Draw draw : draws) {
            rows.add(new Object[] {
                release.releaseId(),
                rows.size() + 1,
                release.countyCode(),
                draw.lineNo(),
                draw.toNode(),
                draw.fromNode(),
                draw.skuCode(),
                draw.lotCode(),
                draw.origin(),
                draw.programme(),
                draw.holding(),
                draw.ownerLevel(),
                draw.grams(),
                draw.pieces()
            });
        }
        for (int from = 0; from < rows.size(); from += ROWS_MAX) {
            sql.insertMany(
                    "INSERT INTO log_release_draw (release_id, draw_no, county_code, line_no, to_node, from_node, sku_code,"
                            + " lot_code, origin, programme, holding, owner_level, grams, pieces)",
                    rows.subList(from, Math.min(from + ROWS_MAX, rows.size())));
        }
    }

    List<Draw> of(String releaseId) {
        return sql.list(
                "SELECT * FROM log_release_draw WHERE release_id = ? ORDER BY draw_no", DrawTable::draw, releaseId);
    }

    List<Draw> of(String releaseId, String toNode) {
        return sql.list(
                "SELECT * FROM log_release_draw WHERE release_id = ? AND to_node = ? ORDER BY draw_no",
                DrawTable::draw,
                releaseId,
                toNode);
    }

    /** @return whether a release that is not over has pieces of this lot here, to be sent or handed out */
    boolean bound(SkuAtNode key, String lotCode) {
        return !sql.list(
                        "SELECT d.release_id FROM log_release_draw d JOIN log_release r ON r.release_id = d.release_id"
                                + " JOIN log_release_place p ON p.release_id = d.release_id AND p.node_code = d.to_node"
                                + " WHERE d.sku_code = ? AND d.lot_code = ? AND r.drill = 0"
                                + " AND r.state IN ('APPROVED', 'BOOKED') AND ((d.from_node = ? AND p.state = 'WAITING')"
                                + " OR (d.to_node = ? AND p.state = 'SENT')) LIMIT 1",
                        row -> row.string("release_id"),
                        key.skuCode(),
                        lotCode,
                        key.nodeCode(),
                        key.nodeCode())
                .isEmpty();
    }

    boolean carries(String transferId) {
        return !sql.list(
                        "SELECT draw_no FROM log_release_draw WHERE transfer_id = ? LIMIT 1",
                        row -> row.integer("draw_no"),
                        transferId)
                .isEmpty();
    }

    /** They ride with this transfer now. */
    void carried(String releaseId, String fromNode, String toNode, String transferId) {
        sql.change(
                "UPDATE log_release_draw SET transfer_id = ? WHERE release_id = ? AND from_node = ? AND to_node = ?"
                        + " AND transfer_id IS NULL",
                transferId,
                releaseId,
                fromNode,
                toNode);
    }

    /** What a release took of a holding. */
    record Taken(String holding, String skuCode, long grams) {}

    /** @return the reserve's that it took, by holding and SKU */
    List<Taken> reserve(String releaseId) {
        return sql.list(
                "SELECT holding, sku_code, SUM(grams * pieces) AS taken FROM log_release_draw WHERE release_id = ?"
                        + " AND origin = 'RESERVE' GROUP BY holding, sku_code",
                row -> new Taken(row.string("holding"), row.string("sku_code"), row.number("taken")),
                releaseId);
    }

    void insertCalls(Release release, List<Call> calls) {
        sql.insertMany(
                "INSERT INTO log_release_call (call_id, release_id, county_code, order_id, barcode, sku_code, node_code,"
                        + " pieces, giving_way, called_at)",
                calls.stream()
                        .map(call -> new Object[] {
                            call.callId(),
                            release.releaseId(),
                            release.countyCode(),
                            call.orderId(),
                            call.barcode(),
                            call.skuCode(),
                            call.nodeCode(),
                            call.pieces(),
                            call.givingWay(),
                            call.calledAt()
                        })
                        .toList());
    }

    List<Call> calls(String releaseId) {
        return sql.list(
                "SELECT * FROM log_release_call WHERE release_id = ? ORDER BY call_id",
                row -> new Call(
                        row.string("call_id"),
                        row.string("order_id"),
                        row.string("barcode"),
                        row.string("sku_code"),
                        row.string("node_code"),
                        row.number("pieces"),
                        row.constant("giving_way", GivingWay.class),
                        row.instant("called_at")),
                releaseId);
    }

    private static Draw draw(Row row) {
        return new Draw(
                row.integer("line_no"),
                row.string("to_node"),
                row.string("from_node"),
                row.string("sku_code"),
                row.string("lot_code"),
                row.constant("origin", Origin.class),
                row.string("programme"),
                row.string("holding"),
                row.string("owner_level"),
                row.number("grams"),
                row.number("pieces"),
                row.string("transfer_id"));
    }
}
