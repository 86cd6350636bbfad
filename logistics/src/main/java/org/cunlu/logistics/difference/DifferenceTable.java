package org.cunlu.logistics.difference;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Differences.Claim;
import org.cunlu.logistics.Differences.Difference;
import org.cunlu.logistics.Differences.Kind;
import org.cunlu.logistics.Differences.Reason;
import org.cunlu.logistics.Differences.State;
import org.cunlu.logistics.Node;

/** The table of differences. */
@Singleton
class DifferenceTable {
    private static final String SELECT = "SELECT * FROM log_difference WHERE ";

    private final Sql sql;

    DifferenceTable(Sql sql) {
        this.sql = sql;
    }

    /** One that is open already about the same thing stays as it is. */
    void insert(String id, Claim claim, Node owner, Instant dueAt) {
        sql.change(
                "INSERT INTO log_difference (difference_id, county_code, kind, barcode, sscc, node_code, node_path,"
                        + " owner_node, owner_path, detail, opened_by, opened_at, due_at, state, open_key)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?)"
                        + " ON DUPLICATE KEY UPDATE open_key = open_key",
                id,
                claim.node().countyCode(),
                claim.kind(),
                claim.barcode(),
                claim.sscc(),
                claim.node().code(),
                claim.node().path(),
                owner.code(),
                owner.path(),
                claim.detail(),
                claim.actor(),
                claim.at(),
                dueAt,
                claim.kind() + ":" + (claim.barcode() == null ? claim.sscc() : claim.barcode()));
    }

    Optional<Difference> find(String id, Instant now) {
        return sql.one(SELECT + "difference_id = ?", row -> difference(row, now), id);
    }

    /** @return whether it was open */
    boolean close(String id, Reason reason, @Nullable String note, String actor, Instant now) {
        return sql.change(
                        "UPDATE log_difference SET state = 'CLOSED', open_key = NULL, reason = ?, note = ?,"
                                + " closed_by = ?, closed_at = ? WHERE difference_id = ? AND state = 'OPEN'",
                        reason,
                        note,
                        actor,
                        now,
                        id)
                == 1;
    }

    /** @param difference open beyond its time */
    record Due(Difference difference, String countyCode) {}

    /**
     * @param after the last one that was looked at; null for none
     * @return those of which the time is over and nothing has happened since, the oldest first
     */
    List<Due> due(Instant now, @Nullable Due after, int limit) {
        Instant from = after == null ? Instant.EPOCH : after.difference().dueAt();
        return sql.list(
                SELECT + "state = 'OPEN' AND overdue_at IS NULL AND due_at < ?"
                        + " AND (due_at > ? OR (due_at = ? AND difference_id > ?)) ORDER BY due_at, difference_id LIMIT ?",
                row -> new Due(difference(row, now), row.string("county_code")),
                now,
                from,
                from,
                after == null ? "" : after.difference().differenceId(),
                limit);
    }

    /** @return whether it was open and nobody had ended it */
    boolean endOverdue(String id, Reason reason, String note, String actor, Instant now) {
        return sql.change(
                        "UPDATE log_difference SET state = 'CLOSED', open_key = NULL, reason = ?, note = ?,"
                                + " closed_by = ?, closed_at = ?, overdue_at = ? WHERE difference_id = ?"
                                + " AND state = 'OPEN' AND overdue_at IS NULL",
                        reason,
                        note,
                        actor,
                        now,
                        now,
                        id)
                == 1;
    }

    /** It stays open, and is the county's to decide. @return whether nobody had handed it on */
    boolean escalate(String id, Instant now) {
        return sql.change(
                        "UPDATE log_difference SET overdue_at = ? WHERE difference_id = ? AND state = 'OPEN'"
                                + " AND overdue_at IS NULL",
                        now,
                        id)
                == 1;
    }

    void closeShort(String barcode, String actor, Instant now) {
        sql.change(
                "UPDATE log_difference SET state = 'CLOSED', open_key = NULL, reason = 'FOUND', closed_by = ?,"
                        + " closed_at = ? WHERE open_key = ?",
                actor,
                now,
                Kind.SHORT + ":" + barcode);
    }

    /** @return what a node saw or must answer for, from the oldest */
    List<Difference> ofNode(String nodeCode, State state, String after, int limit, Instant now) {
        return sql.list(
                "(" + SELECT + "node_code = ? AND state = ? AND difference_id > ? ORDER BY difference_id LIMIT ?)"
                        + " UNION (" + SELECT + "owner_node = ? AND state = ? AND difference_id > ?"
                        + " ORDER BY difference_id LIMIT ?) ORDER BY difference_id LIMIT ?",
                row -> difference(row, now),
                nodeCode,
                state,
                after,
                limit,
                nodeCode,
                state,
                after,
                limit,
                limit);
    }

    /** @param roots paths of nodes; what was seen or must be answered for at or below one of them */
    List<Difference> under(List<String> roots, State state, String after, int limit, Instant now) {
        if (roots.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(List.of(state, after));
        var covers = new ArrayList<String>();
        for (String root : roots) {
            covers.add("node_path = ? OR node_path LIKE ? OR owner_path = ? OR owner_path LIKE ?");
            arguments.addAll(List.of(root, root + "/%", root, root + "/%"));
        }
        arguments.add(limit);
        return sql.list(
                SELECT + "state = ? AND difference_id > ? AND (" + String.join(" OR ", covers)
                        + ") ORDER BY difference_id LIMIT ?",
                row -> difference(row, now),
                arguments.toArray());
    }

    private static Difference difference(Row row, Instant now) {
        State state = row.constant("state", State.class);
        return new Difference(
                row.string("difference_id"),
                row.constant("kind", Kind.class),
                row.string("barcode"),
                row.string("sscc"),
                row.string("node_code"),
                row.string("owner_node"),
                row.string("detail"),
                row.string("opened_by"),
                row.instant("opened_at"),
                row.instant("due_at"),
                state == State.OPEN && row.instant("due_at").isBefore(now),
                state,
                row.constant("reason", Reason.class),
                row.string("note"),
                row.string("closed_by"),
                row.instant("closed_at"));
    }
}
