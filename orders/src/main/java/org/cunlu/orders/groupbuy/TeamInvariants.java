package org.cunlu.orders.groupbuy;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of teams, whoever wrote them. */
@Factory
class TeamInvariants {
    @Singleton
    @Named("teams")
    Invariant teamsAreTheirOrders() {
        return new SqlInvariant(
                "team = its orders, and nobody's paid order waits for none", "SELECT COUNT(*) FROM ord_team", """
                SELECT CONCAT('team ', t.team_id, ' ', t.state) FROM ord_team t
                LEFT JOIN (SELECT team_id, SUM(state <> 'LEFT') AS joined, SUM(state = 'PAID') AS paid, COUNT(*) AS orders
                    FROM ord_team_order GROUP BY team_id) m ON m.team_id = t.team_id
                WHERE m.team_id IS NULL
                   OR t.state = 'OPEN' AND (t.joined <> m.joined OR t.paid <> m.paid)
                   OR t.state = 'FULL' AND m.joined > t.size
                UNION ALL
                SELECT CONCAT('order ', m.order_id, ' ', m.state, ' is ', o.lifecycle, ' ', o.payment_status)
                FROM ord_team_order m JOIN ord_order o ON o.order_id = m.order_id
                WHERE m.state = 'JOINED' AND (o.lifecycle <> 'OPEN' OR o.payment_status <> 'UNPAID')
                   OR m.state = 'PAID' AND (o.lifecycle <> 'OPEN' OR o.payment_status <> 'PAID'
                        OR o.fulfilment_status <> 'RESERVED')
                   OR m.state = 'SENT' AND o.fulfilment_status = 'RESERVED'
                   OR m.state = 'LEFT' AND o.lifecycle <> 'CANCELLED'
                UNION ALL
                SELECT CONCAT('order ', o.order_id, ' is paid and waits for no team')
                FROM ord_order o LEFT JOIN ord_team_order m ON m.order_id = o.order_id AND m.state = 'PAID'
                WHERE o.lifecycle = 'OPEN' AND o.payment_status = 'PAID' AND o.fulfilment_status = 'RESERVED'
                  AND m.order_id IS NULL
                """);
    }
}
