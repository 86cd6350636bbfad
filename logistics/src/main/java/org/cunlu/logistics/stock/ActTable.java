package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.WorkDone;

/** Acts on stock and what they moved. */
@Singleton
class ActTable implements WorkDone {
    private final Sql sql;
    private final Ids ids;

    ActTable(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** An act that was written. @param documentKind null when it belongs to nothing @param reverses null when it takes nothing back */
    record Written(
            String actId,
            String countyCode,
            String nodeCode,
            What what,
            @Nullable String documentKind,
            @Nullable String documentId,
            @Nullable String reverses,
            String actor,
            Instant occurredAt) {}

    /** A movement as people read it. @param lotCode null when it concerns no lot @param onHandDelta pieces that came or went */
    @Serdeable
    record Told(
            String movementId,
            String skuCode,
            @Nullable String lotCode,
            String owner,
            StockStatus status,
            String bin,
            String kind,
            long quantity,
            long onHandDelta,
            String causeKind,
            String causeId,
            String actor,
            Instant occurredAt,
            Instant recordedAt) {}

    String insert(Act act, Instant occurredAt, Instant recordedAt, @Nullable String reverses) {
        String actId = ids.next();
        sql.change(
                "INSERT INTO log_stock_act (act_id, county_code, node_code, kind, document_kind, document_id, reason,"
                        + " actor, approver, occurred_at, recorded_at, reverses)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                actId,
                act.countyCode(),
                act.nodeCode(),
                act.what(),
                act.document() == null ? null : act.document().kind(),
                act.document() == null ? null : act.document().id(),
                act.reason(),
                act.actor(),
                act.approver(),
                occurredAt,
                recordedAt,
                reverses);
        return actId;
    }

    Optional<Written> find(String actId) {
        return sql.one("SELECT * FROM log_stock_act WHERE act_id = ?", ActTable::written, actId);
    }

    /** @return those of a paper at a node, oldest first */
    List<Written> of(String nodeCode, String documentId, int limit) {
        return sql.list(
                "SELECT * FROM log_stock_act WHERE document_id = ? AND node_code = ? ORDER BY act_id LIMIT " + limit,
                ActTable::written,
                documentId,
                nodeCode);
    }

    /** @return those of these acts that were taken back */
    Set<String> reversed(Collection<String> actIds) {
        return actIds.isEmpty()
                ? Set.of()
                : Set.copyOf(sql.list(
                        "SELECT reverses FROM log_stock_act WHERE reverses IN (" + Sql.marks(actIds.size()) + ")",
                        row -> row.string("reverses"),
                        actIds.toArray()));
    }

    /** What was received, with a paper or without, and put away; not what was taken back. */
    @Override
    public List<Tally> done(String nodeCode, Instant from, Instant before) {
        return sql.list(
                "SELECT actor, did, at_hour, COUNT(DISTINCT act_id) AS acts, SUM(pieces) AS pieces FROM (SELECT a.act_id,"
                        + " a.actor, IF(a.kind = 'PUT_AWAY', 'PUT_AWAY', 'RECEIVE') AS did, m.on_hand_delta AS pieces,"
                        + " CAST(DATE_FORMAT(a.occurred_at, '%Y-%m-%d %H:00:00') AS DATETIME) AS at_hour"
                        + " FROM log_stock_act a JOIN log_stock_movement m ON m.cause_id = a.act_id"
                        + " AND m.cause_kind = 'ACT' AND m.on_hand_delta > 0 WHERE a.node_code = ? AND a.occurred_at >= ?"
                        + " AND a.occurred_at < ? AND a.kind IN ('RECEIVED', 'TRANSFERRED', 'PUT_AWAY')"
                        + " AND NOT EXISTS (SELECT 1 FROM log_stock_act r WHERE r.reverses = a.act_id)) acts_"
                        + " GROUP BY actor, did, at_hour",
                row -> new Tally(
                        row.string("actor"),
                        row.instant("at_hour"),
                        row.string("did"),
                        row.number("acts"),
                        row.number("pieces")),
                nodeCode,
                from,
                before);
    }

    /** Whoever takes an act back holds it, so that they take turns. @return whether it was taken back already */
    boolean lockReversed(String actId) {
        sql.list("SELECT act_id FROM log_stock_act WHERE act_id = ? FOR UPDATE", row -> row.string("act_id"), actId);
        return sql.one("SELECT act_id FROM log_stock_act WHERE reverses = ?", row -> row.string("act_id"), actId)
                .isPresent();
    }

    /** @return what an act moved */
    List<Change> changes(String actId) {
        return changes(List.of(actId)).getOrDefault(actId, List.of());
    }

    /** @return what each of these acts moved */
    Map<String, List<Change>> changes(Collection<String> actIds) {
        return actIds.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "SELECT * FROM log_stock_movement WHERE cause_id IN (" + Sql.marks(actIds.size())
                                        + ") AND cause_kind = 'ACT' ORDER BY movement_id",
                                row -> Map.entry(
                                        row.string("cause_id"), new Change(part(row), row.number("on_hand_delta"))),
                                actIds.toArray())
                        .stream()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** @return movements of a node that touched pieces on hand, newest first, before this one */
    List<Told> told(String nodeCode, String skuCode, @Nullable String before, int limit) {
        return sql.list(
                "SELECT * FROM log_stock_movement WHERE sku_code = ? AND node_code = ? AND movement_id < ?"
                        + " ORDER BY movement_id DESC LIMIT " + limit,
                row -> new Told(
                        row.string("movement_id"),
                        row.string("sku_code"),
                        row.string("lot_code"),
                        row.string("owner"),
                        row.constant("status", StockStatus.class),
                        row.string("bin_code"),
                        row.string("kind"),
                        row.number("quantity"),
                        row.number("on_hand_delta"),
                        row.string("cause_kind"),
                        row.string("cause_id"),
                        row.string("actor"),
                        row.instant("occurred_at"),
                        row.instant("recorded_at")),
                skuCode,
                nodeCode,
                before == null ? "~" : before);
    }

    private static Written written(Row row) {
        return new Written(
                row.string("act_id"),
                row.string("county_code"),
                row.string("node_code"),
                row.constant("kind", What.class),
                row.string("document_kind"),
                row.string("document_id"),
                row.string("reverses"),
                row.string("actor"),
                row.instant("occurred_at"));
    }

    private static StockPart part(Row row) {
        String lot = row.string("lot_code");
        return new StockPart(
                row.string("sku_code"),
                row.string("node_code"),
                lot == null ? "" : lot,
                new StockOwner(row.string("owner")),
                row.constant("status", StockStatus.class),
                row.string("bin_code"));
    }
}
