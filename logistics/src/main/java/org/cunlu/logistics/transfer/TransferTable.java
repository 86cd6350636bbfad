package org.cunlu.logistics.transfer;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.GoodsUnits.Unit;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.StockTransfers.Means;
import org.cunlu.logistics.StockTransfers.Transfer;
import org.cunlu.logistics.StockTransfers.TransferLine;

/** Transfers and their lines. */
@Singleton
class TransferTable {
    private final Sql sql;

    TransferTable(Sql sql) {
        this.sql = sql;
    }

    /** A transfer without its lines. */
    record Head(
            String transferId,
            String countyCode,
            String fromNode,
            String toNode,
            String state,
            @Nullable String reason,
            String shippedBy,
            Instant shippedAt,
            Means carriage) {
        Transfer with(List<TransferLine> lines, List<Unit> units) {
            return new Transfer(transferId, fromNode, toNode, state, reason, shippedAt, lines, carriage, units);
        }
    }

    /** @return ids of those that a node sent or is to receive and that are not done, in order */
    List<String> underWay(String nodeCode) {
        return sql.list(
                "SELECT transfer_id FROM log_transfer WHERE from_node = ? AND state = 'SHIPPED' UNION"
                        + " SELECT transfer_id FROM log_transfer WHERE to_node = ? AND state = 'SHIPPED' ORDER BY transfer_id",
                row -> row.string("transfer_id"),
                nodeCode,
                nodeCode);
    }

    List<String> skusComingTo(String nodeCode) {
        return sql.list(
                "SELECT DISTINCT l.sku_code FROM log_transfer t JOIN log_transfer_line l ON l.transfer_id = t.transfer_id"
                        + " WHERE t.to_node = ? AND t.state = 'SHIPPED' ORDER BY l.sku_code",
                row -> row.string("sku_code"),
                nodeCode);
    }

    void insert(Head head, @Nullable String gatheringId, List<Change> taken) {
        sql.change(
                "INSERT INTO log_transfer (transfer_id, county_code, from_node, to_node, state, reason, shipped_by,"
                        + " shipped_at, carriage, gathering_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                head.transferId(),
                head.countyCode(),
                head.fromNode(),
                head.toNode(),
                head.state(),
                head.reason(),
                head.shippedBy(),
                head.shippedAt(),
                head.carriage(),
                gatheringId);
        insertLines(head, 1, taken);
    }

    void insertLines(Head head, int firstLine, List<Change> taken) {
        var rows = new ArrayList<Object[]>();
        for (Change each : taken) {
            rows.add(new Object[] {
                head.transferId(),
                rows.size() + firstLine,
                head.countyCode(),
                each.part().skuCode(),
                each.part().lotCode(),
                each.part().owner().text(),
                each.part().status(),
                each.pieces(),
                0,
                0,
                0
            });
        }
        sql.insertMany(
                "INSERT INTO log_transfer_line (transfer_id, line_no, county_code, sku_code, lot_code, owner, status,"
                        + " shipped, received, damaged, lost)",
                rows);
    }

    Optional<Head> find(String transferId) {
        return sql.one("SELECT * FROM log_transfer WHERE transfer_id = ?", TransferTable::head, transferId);
    }

    List<Head> find(Collection<String> transferIds) {
        return transferIds.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT * FROM log_transfer WHERE transfer_id IN (" + Sql.marks(transferIds.size()) + ")",
                        TransferTable::head,
                        transferIds.toArray());
    }

    /** Whoever receives or writes off holds this, so that they take turns. */
    Optional<Head> lock(String transferId) {
        return sql.one("SELECT * FROM log_transfer WHERE transfer_id = ? FOR UPDATE", TransferTable::head, transferId);
    }

    List<TransferLine> lines(String transferId) {
        return lines(List.of(transferId)).getOrDefault(transferId, List.of());
    }

    Map<String, List<TransferLine>> lines(Collection<String> transferIds) {
        if (transferIds.isEmpty()) {
            return Map.of();
        }
        return sql
                .list(
                        "SELECT * FROM log_transfer_line WHERE transfer_id IN (" + Sql.marks(transferIds.size())
                                + ") ORDER BY transfer_id, line_no",
                        row -> Map.entry(row.string("transfer_id"), line(row)),
                        transferIds.toArray())
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** @return false when so many are not in transit */
    boolean count(String transferId, int lineNo, long received, long damaged, long lost) {
        return sql.change(
                        "UPDATE log_transfer_line SET received = received + ?, damaged = damaged + ?, lost = lost + ?"
                                + " WHERE transfer_id = ? AND line_no = ? AND shipped - received - lost >= ?",
                        received,
                        damaged,
                        lost,
                        transferId,
                        lineNo,
                        received + lost)
                == 1;
    }

    /** Somebody carries it himself after all. */
    void carriedByOwn(String transferId) {
        sql.change("UPDATE log_transfer SET carriage = 'OWN' WHERE transfer_id = ?", transferId);
    }

    /** Takes back what was received of a line by mistake. @return false when so many were not */
    boolean uncount(String transferId, int lineNo, long good, long damaged) {
        return sql.change(
                        "UPDATE log_transfer_line SET received = received - ?, damaged = damaged - ? WHERE transfer_id = ?"
                                + " AND line_no = ? AND received - damaged >= ? AND damaged >= ?",
                        good + damaged,
                        damaged,
                        transferId,
                        lineNo,
                        good,
                        damaged)
                == 1;
    }

    /** So many were shipped of a line in truth. @return false when some of it came or was written off */
    boolean reship(String transferId, int lineNo, long shipped) {
        return sql.change(
                        "UPDATE log_transfer_line SET shipped = ? WHERE transfer_id = ? AND line_no = ?"
                                + " AND received = 0 AND lost = 0",
                        shipped,
                        transferId,
                        lineNo)
                == 1;
    }

    /** SHIPPED as long as pieces are in transit, DONE when none are. */
    void settle(String transferId) {
        sql.change(
                "UPDATE log_transfer SET state = IF((SELECT SUM(l.shipped - l.received - l.lost) FROM log_transfer_line l"
                        + " WHERE l.transfer_id = ?) = 0, 'DONE', 'SHIPPED') WHERE transfer_id = ?",
                transferId,
                transferId);
    }

    /** @return the collective purchase that it came from; null for none */
    @Nullable
    String gathering(String transferId) {
        return sql
                .list(
                        "SELECT gathering_id FROM log_transfer WHERE transfer_id = ? AND gathering_id IS NOT NULL",
                        row -> row.string("gathering_id"),
                        transferId)
                .stream()
                .findFirst()
                .orElse(null);
    }

    void done(String transferId) {
        sql.change("UPDATE log_transfer SET state = 'DONE' WHERE transfer_id = ? AND state = 'SHIPPED'", transferId);
    }

    /** @return those of which something is in transit to a node, newest first */
    List<Head> awaited(String node, @Nullable String before, int limit) {
        return sql.list(
                "SELECT * FROM log_transfer WHERE to_node = ? AND state = 'SHIPPED' AND transfer_id < ?"
                        + " ORDER BY transfer_id DESC LIMIT " + limit,
                TransferTable::head,
                node,
                before == null ? "~" : before);
    }

    /** @param column {@code from_node} or {@code to_node} @return newest first */
    List<Head> at(String column, Node node, @Nullable String before, int limit) {
        return sql.list(
                "SELECT * FROM log_transfer WHERE " + column
                        + " = ? AND transfer_id < ? ORDER BY transfer_id DESC LIMIT " + limit,
                TransferTable::head,
                node.code(),
                before == null ? "~" : before);
    }

    Map<SkuAtNode, Long> inTransit(Collection<String> skuCodes, Collection<String> toNodes) {
        if (skuCodes.isEmpty() || toNodes.isEmpty()) {
            return Map.of();
        }
        var arguments = new ArrayList<Object>(skuCodes);
        arguments.addAll(toNodes);
        return sql
                .list(
                        "SELECT l.sku_code, t.to_node, SUM(l.shipped - l.received - l.lost) AS pieces"
                                + " FROM log_transfer_line l JOIN log_transfer t ON t.transfer_id = l.transfer_id"
                                + " WHERE t.state = 'SHIPPED' AND l.sku_code IN (" + Sql.marks(skuCodes.size())
                                + ") AND t.to_node IN (" + Sql.marks(toNodes.size())
                                + ") GROUP BY l.sku_code, t.to_node",
                        row -> Map.entry(
                                new SkuAtNode(row.string("sku_code"), row.string("to_node")), row.number("pieces")),
                        arguments.toArray())
                .stream()
                .filter(each -> each.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Head head(Row row) {
        return new Head(
                row.string("transfer_id"),
                row.string("county_code"),
                row.string("from_node"),
                row.string("to_node"),
                row.string("state"),
                row.string("reason"),
                row.string("shipped_by"),
                row.instant("shipped_at"),
                row.constant("carriage", Means.class));
    }

    private static TransferLine line(Row row) {
        long shipped = row.number("shipped");
        long received = row.number("received");
        long lost = row.number("lost");
        return new TransferLine(
                row.integer("line_no"),
                row.string("sku_code"),
                row.string("lot_code"),
                row.string("owner"),
                row.constant("status", StockStatus.class),
                shipped,
                received,
                row.number("damaged"),
                lost,
                shipped - received - lost);
    }
}
