package org.cunlu.orders.presale;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of presales, whoever wrote them. */
@Factory
class PresaleInvariants {
    @Singleton
    @Named("presale-sold")
    Invariant soldOfForecast() {
        return new SqlInvariant(
                "presale: sold <= what of the forecast may be sold, before the harvest",
                "SELECT COUNT(*) FROM ord_presale",
                "SELECT CONCAT('presale ', s.presale_id, ' sold ', SUM(p.pieces)) FROM ord_presale s"
                        + " JOIN ord_presale_order p ON p.presale_id = s.presale_id"
                        + " JOIN ord_order o ON o.order_id = p.order_id AND o.lifecycle = 'OPEN'"
                        + " WHERE s.state IN ('DRAFT', 'OPEN', 'CLOSED')"
                        + " GROUP BY s.presale_id, s.forecast, s.sell_percent"
                        + " HAVING SUM(p.pieces) > FLOOR(s.forecast * s.sell_percent / 100)");
    }

    @Singleton
    @Named("presale-given")
    Invariant givenOfHarvest() {
        return new SqlInvariant(
                "presale: given = harvested, or all that was ordered",
                "SELECT COUNT(*) FROM ord_presale WHERE yield_pieces IS NOT NULL",
                "SELECT CONCAT('presale ', s.presale_id, ' gave ', COALESCE(p.given, 0), ' of ', s.yield_pieces)"
                        + " FROM ord_presale s LEFT JOIN (SELECT presale_id, SUM(given) AS given, SUM(pieces) AS pieces"
                        + " FROM ord_presale_order WHERE given IS NOT NULL GROUP BY presale_id) p"
                        + " ON p.presale_id = s.presale_id WHERE s.state IN ('ALLOTTED', 'DONE')"
                        + " AND COALESCE(p.given, 0) <> LEAST(s.yield_pieces, COALESCE(p.pieces, 0))"
                        + " UNION ALL SELECT CONCAT('order ', p.order_id, ' is ', p.state, ' of ', s.state)"
                        + " FROM ord_presale_order p JOIN ord_presale s ON s.presale_id = p.presale_id"
                        + " WHERE (p.state = 'WAITING') <> (s.state IN ('OPEN', 'CLOSED', 'CALLED_OFF'))");
    }

    @Singleton
    @Named("presale-refunds")
    Invariant refundsOfCut() {
        return new SqlInvariant(
                "presale: what a small harvest takes off = pieces x price, and what was paid of it goes back",
                "SELECT COUNT(*) FROM ord_presale_order WHERE cut_fen > 0",
                "SELECT CONCAT('order ', p.order_id, ' cut ', p.cut_fen, ', back ', p.back_fen)"
                        + " FROM ord_presale_order p JOIN ord_line l ON l.order_id = p.order_id"
                        + " JOIN ord_order o ON o.order_id = p.order_id LEFT JOIN (SELECT order_id, SUM(amount_fen) AS fen"
                        + " FROM ord_refund WHERE why = 'PRESALE_CUT' GROUP BY order_id) r ON r.order_id = p.order_id"
                        + " WHERE p.back_fen <> COALESCE(r.fen, 0)"
                        // Reckoned again from what was agreed and given: nothing that settling wrote is believed.
                        + " OR p.cut_fen > 0 AND o.discount_fen = 0"
                        + " AND (p.cut_fen <> (p.pieces - p.given) * l.unit_price_fen OR COALESCE(r.fen, 0) <> GREATEST(0,"
                        + " CASE WHEN o.deposit_fen > 0 THEN o.deposit_fen ELSE o.total_fen END"
                        + " - (o.total_fen - (p.pieces - p.given) * l.unit_price_fen)))"
                        + " OR p.state = 'SETTLED' AND o.lifecycle <> 'CANCELLED' AND p.given > 0 AND p.given < p.pieces"
                        + " AND (p.cut_fen = 0 OR l.short_quantity < p.pieces - p.given)");
    }

    @Singleton
    @Named("presale-history")
    Invariant history() {
        return new SqlInvariant(
                "presale: its history is whole and ends where it stands",
                "SELECT COUNT(*) FROM ord_presale",
                "SELECT CONCAT('presale ', s.presale_id) FROM ord_presale s LEFT JOIN (SELECT presale_id, COUNT(*) AS n"
                        + " FROM ord_presale_history GROUP BY presale_id) c ON c.presale_id = s.presale_id"
                        + " LEFT JOIN ord_presale_history h ON h.presale_id = s.presale_id AND h.version = s.version"
                        + " WHERE COALESCE(c.n, 0) <> s.version OR h.state IS NULL OR h.state <> s.state"
                        + " OR h.forecast <> s.forecast OR h.ship_to <> s.ship_to");
    }
}
