package org.cunlu.orders.changing;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderChanges.Wanted;

/** Rows of what one operator said and another has not said yet; of the recipient no more than a keyed hash. */
@Singleton
class RedirectionTable {
    private static final String SAID = "ord_redirection.said";
    /** How long it waits for another. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Sql sql;
    private final BlindIndex index;

    RedirectionTable(Sql sql, BlindIndex index) {
        this.sql = sql;
        this.index = index;
    }

    /** Takes the place of what was said of it before. */
    void propose(Order order, Wanted wanted, String by, Instant now) {
        sql.change("DELETE FROM ord_redirection WHERE proposed_at <= ?", now.minus(PATIENCE));
        sql.change(
                "INSERT INTO ord_redirection (order_id, county_code, said_index, proposed_by, proposed_at)"
                        + " VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE said_index = VALUES(said_index),"
                        + " proposed_by = VALUES(proposed_by), proposed_at = VALUES(proposed_at)",
                order.orderId(),
                order.countyCode(),
                said(wanted),
                by,
                now);
    }

    /** Uses it up. @return whether somebody else said the very same */
    boolean second(String orderId, Wanted wanted, String by, Instant now) {
        return sql.change(
                        "DELETE FROM ord_redirection WHERE order_id = ? AND said_index = ? AND proposed_by <> ?"
                                + " AND proposed_at > ?",
                        orderId,
                        said(wanted),
                        by,
                        now.minus(PATIENCE))
                == 1;
    }

    /** What waits. */
    record Waiting(String by, Instant since) {
        Instant until() {
            return since.plus(PATIENCE);
        }
    }

    /** @return what somebody said of it and nobody else yet */
    Optional<Waiting> of(String orderId, Instant now) {
        return sql.one(
                "SELECT proposed_by, proposed_at FROM ord_redirection WHERE order_id = ? AND proposed_at > ?",
                row -> new Waiting(row.string("proposed_by"), row.instant("proposed_at")),
                orderId,
                now.minus(PATIENCE));
    }

    private byte[] said(Wanted wanted) {
        return index.of(SAID, wanted.said());
    }
}
