package org.cunlu.logistics.purchase;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.ReserveRefill;
import org.cunlu.logistics.Stock.SkuAtNode;

/** Purchase orders and their lines. */
@Singleton
class PurchaseTable {
    private final Sql sql;

    PurchaseTable(Sql sql) {
        this.sql = sql;
    }

    /** Life of a purchase order. */
    enum State {
        /** Made by what a reserve is to have again; nobody has ordered it yet. */
        DRAFT,
        ORDERED,
        CONFIRMED,
        CLOSED
    }

    /** How a line stands. */
    enum Outcome {
        /** Pieces are still awaited, or will not come any more when the order is closed. */
        SHORT,
        FULL,
        OVER
    }

    /** @param over good pieces beyond the order, quarantined @param awaited pieces that have not come */
    @Serdeable
    record Line(
            int lineNo,
            String skuCode,
            long ordered,
            long received,
            long damaged,
            long over,
            long awaited,
            Outcome outcome) {}

    /** What a reserve has again by it. @param id of the rotation or release @param raisedBy whose act took the goods @param approvedBy null for a draft */
    @Serdeable
    @Schema(name = "PurchaseRefill")
    record Refill(
            ReserveRefill.Of of,
            String id,
            String holding,
            String raisedBy,
            @Nullable String approvedBy) {}

    /** @param expectedOn null when nothing was agreed @param gatheringId null when it is for no collective purchase @param refill null for sale stock */
    @Serdeable
    record Purchase(
            String purchaseId,
            String countyCode,
            String nodeCode,
            String supplierCode,
            State state,
            @Nullable LocalDate expectedOn,
            Instant orderedAt,
            @Nullable String gatheringId,
            @Nullable Refill refill,
            List<Line> lines) {
        Purchase with(List<Line> all) {
            return new Purchase(
                    purchaseId,
                    countyCode,
                    nodeCode,
                    supplierCode,
                    state,
                    expectedOn,
                    orderedAt,
                    gatheringId,
                    refill,
                    all);
        }
    }

    /** @return ids of those that are to come to a node, in order */
    List<String> awaited(String nodeCode) {
        return sql.list(
                "SELECT purchase_id FROM log_purchase WHERE node_code = ? AND state <> 'CLOSED' ORDER BY purchase_id",
                row -> row.string("purchase_id"),
                nodeCode);
    }

    void insert(Purchase head, Map<String, Long> pieces, String by) {
        sql.change(
                "INSERT INTO log_purchase (purchase_id, county_code, node_code, supplier_code, state, expected_on,"
                        + " ordered_by, ordered_at, gathering_id, refills, refills_id, holding_code)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                head.purchaseId(),
                head.countyCode(),
                head.nodeCode(),
                head.supplierCode(),
                head.state(),
                head.expectedOn(),
                by,
                head.orderedAt(),
                head.gatheringId(),
                head.refill() == null ? null : head.refill().of(),
                head.refill() == null ? null : head.refill().id(),
                head.refill() == null ? null : head.refill().holding());
        var rows = new ArrayList<Object[]>();
        new TreeMap<>(pieces)
                .forEach((sku, ordered) -> rows.add(
                        new Object[] {head.purchaseId(), rows.size() + 1, head.countyCode(), sku, ordered, 0, 0, 0}));
        sql.insertMany(
                "INSERT INTO log_purchase_line (purchase_id, line_no, county_code, sku_code, ordered, received, damaged,"
                        + " excess)",
                rows);
    }

    Optional<Purchase> find(String purchaseId) {
        return one(purchaseId, "");
    }

    /** Whoever receives or closes holds this, so that they take turns. */
    Optional<Purchase> lock(String purchaseId) {
        return one(purchaseId, " FOR UPDATE");
    }

    private Optional<Purchase> one(String purchaseId, String how) {
        return sql.one("SELECT * FROM log_purchase WHERE purchase_id = ?" + how, PurchaseTable::head, purchaseId)
                .map(head -> head.with(lines(List.of(purchaseId)).getOrDefault(purchaseId, List.of())));
    }

    /** @return that which refills this holding after this rotation or release */
    Optional<Purchase> ofRefill(Refill refill) {
        return sql.one(
                "SELECT * FROM log_purchase WHERE refills = ? AND refills_id = ? AND holding_code = ?",
                PurchaseTable::head,
                refill.of(),
                refill.id(),
                refill.holding());
    }

    List<Purchase> openRefills(ReserveRefill.Of of, String id) {
        return sql.list(
                "SELECT * FROM log_purchase WHERE refills = ? AND refills_id = ? AND state <> 'CLOSED'"
                        + " ORDER BY purchase_id FOR UPDATE",
                PurchaseTable::head,
                of,
                id);
    }

    /** @return false when it is no draft */
    boolean approve(String purchaseId, String supplier, @Nullable LocalDate expectedOn, String by, Instant now) {
        return sql.change(
                        "UPDATE log_purchase SET state = 'ORDERED', supplier_code = ?, expected_on = COALESCE(?, expected_on),"
                                + " approved_by = ?, approved_at = ? WHERE purchase_id = ? AND state = 'DRAFT'",
                        supplier,
                        expectedOn,
                        by,
                        now,
                        purchaseId)
                == 1;
    }

    /** @param column {@code node_code} or {@code supplier_code}, who sees no drafts @return newest first */
    List<Purchase> of(String column, Collection<String> values, @Nullable String before, int limit) {
        if (values.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(values);
        arguments.add(before == null ? "~" : before);
        var heads = sql.list(
                "SELECT * FROM log_purchase WHERE " + column + " IN (" + Sql.marks(values.size())
                        + ") AND purchase_id < ?" + (column.equals("supplier_code") ? " AND state <> 'DRAFT'" : "")
                        + " ORDER BY purchase_id DESC LIMIT " + limit,
                PurchaseTable::head,
                arguments.toArray());
        var lines = lines(heads.stream().map(Purchase::purchaseId).toList());
        return heads.stream()
                .map(head -> head.with(lines.getOrDefault(head.purchaseId(), List.of())))
                .toList();
    }

    /** @return those that somebody ordered and that are awaited at a node, newest first */
    List<Purchase> awaited(String node, @Nullable String before, int limit) {
        var heads = sql.list(
                "SELECT * FROM log_purchase WHERE node_code = ? AND state IN ('ORDERED', 'CONFIRMED') AND purchase_id < ?"
                        + " ORDER BY purchase_id DESC LIMIT " + limit,
                PurchaseTable::head,
                node,
                before == null ? "~" : before);
        var lines = lines(heads.stream().map(Purchase::purchaseId).toList());
        return heads.stream()
                .map(head -> head.with(lines.getOrDefault(head.purchaseId(), List.of())))
                .toList();
    }

    /** @return newest first */
    List<Purchase> ofSupplier(Collection<String> suppliers, State state, @Nullable String before, int limit) {
        if (suppliers.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(suppliers);
        arguments.add(state);
        arguments.add(before == null ? "~" : before);
        var heads = sql.list(
                "SELECT * FROM log_purchase WHERE supplier_code IN (" + Sql.marks(suppliers.size())
                        + ") AND state = ? AND purchase_id < ? ORDER BY purchase_id DESC LIMIT " + limit,
                PurchaseTable::head,
                arguments.toArray());
        var lines = lines(heads.stream().map(Purchase::purchaseId).toList());
        return heads.stream()
                .map(head -> head.with(lines.getOrDefault(head.purchaseId(), List.of())))
                .toList();
    }

    long countOfSupplier(Collection<String> suppliers, State state) {
        if (suppliers.isEmpty()) {
            return 0;
        }
        var arguments = new ArrayList<Object>(suppliers);
        arguments.add(state);
        return sql.one(
                        "SELECT COUNT(*) AS n FROM log_purchase WHERE supplier_code IN (" + Sql.marks(suppliers.size())
                                + ") AND state = ?",
                        row -> row.number("n"),
                        arguments.toArray())
                .orElse(0L);
    }

    private Map<String, List<Line>> lines(Collection<String> purchaseIds) {
        if (purchaseIds.isEmpty()) {
            return Map.of();
        }
        return sql
                .list(
                        "SELECT * FROM log_purchase_line WHERE purchase_id IN (" + Sql.marks(purchaseIds.size())
                                + ") ORDER BY purchase_id, line_no",
                        row -> Map.entry(row.string("purchase_id"), line(row)),
                        purchaseIds.toArray())
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    void came(String purchaseId, int lineNo, long received, long damaged, long over) {
        sql.change(
                "UPDATE log_purchase_line SET received = received + ?, damaged = damaged + ?, excess = excess + ?"
                        + " WHERE purchase_id = ? AND line_no = ?",
                received,
                damaged,
                over,
                purchaseId,
                lineNo);
    }

    void move(String purchaseId, State to, @Nullable LocalDate expectedOn) {
        sql.change(
                "UPDATE log_purchase SET state = ?, expected_on = COALESCE(?, expected_on) WHERE purchase_id = ?",
                to,
                expectedOn,
                purchaseId);
    }

    Map<SkuAtNode, Long> awaited(Collection<String> skuCodes, Collection<String> nodeCodes) {
        if (skuCodes.isEmpty() || nodeCodes.isEmpty()) {
            return Map.of();
        }
        var arguments = new ArrayList<Object>(skuCodes);
        arguments.addAll(nodeCodes);
        return sql
                .list(
                        "SELECT l.sku_code, p.node_code,"
                                + " SUM(GREATEST(l.ordered - l.received - l.damaged, 0)) AS pieces"
                                + " FROM log_purchase_line l JOIN log_purchase p ON p.purchase_id = l.purchase_id"
                                + " WHERE p.state <> 'CLOSED' AND p.gathering_id IS NULL AND p.refills IS NULL AND l.sku_code IN ("
                                + Sql.marks(skuCodes.size())
                                + ") AND p.node_code IN (" + Sql.marks(nodeCodes.size())
                                + ") GROUP BY l.sku_code, p.node_code",
                        row -> Map.entry(
                                new SkuAtNode(row.string("sku_code"), row.string("node_code")), row.number("pieces")),
                        arguments.toArray())
                .stream()
                .filter(each -> each.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @return those of these collective purchases of which something is still awaited */
    Set<String> open(Collection<String> gatheringIds) {
        return gatheringIds.isEmpty()
                ? Set.of()
                : Set.copyOf(sql.list(
                        "SELECT gathering_id FROM log_purchase WHERE state <> 'CLOSED' AND gathering_id IN ("
                                + Sql.marks(gatheringIds.size()) + ") GROUP BY gathering_id",
                        row -> row.string("gathering_id"),
                        gatheringIds.toArray()));
    }

    private static Purchase head(Row row) {
        return new Purchase(
                row.string("purchase_id"),
                row.string("county_code"),
                row.string("node_code"),
                row.string("supplier_code"),
                row.constant("state", State.class),
                row.date("expected_on"),
                row.instant("ordered_at"),
                row.string("gathering_id"),
                row.string("refills") == null
                        ? null
                        : new Refill(
                                row.constant("refills", ReserveRefill.Of.class),
                                row.string("refills_id"),
                                row.string("holding_code"),
                                row.string("ordered_by"),
                                row.string("approved_by")),
                List.of());
    }

    private static Line line(Row row) {
        long ordered = row.number("ordered");
        long received = row.number("received");
        long damaged = row.number("damaged");
        long over = row.number("excess");
        long awaited = Math.max(0, ordered - received - damaged);
        Outcome outcome = awaited > 0 ? Outcome.SHORT : over > 0 ? Outcome.OVER : Outcome.FULL;
        return new Line(
                row.integer("line_no"), row.string("sku_code"), ordered, received, damaged, over, awaited, outcome);
    }
}
