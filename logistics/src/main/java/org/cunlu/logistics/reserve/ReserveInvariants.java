package org.cunlu.logistics.reserve;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of the reserve, told to the audit. */
@Factory
class ReserveInvariants {
    private static final String COUNT = "SELECT COUNT(*) FROM log_reserve_entry";

    @Singleton
    @Named("reserve-entries-are-movements")
    Invariant ownersSumsAreMovements() {
        return new SqlInvariant("reserve by owner and lot = movements of stock", COUNT, """
                SELECT CONCAT(programme, '@', node_code, ' ', sku_code, '#', lot)
                FROM (SELECT l.programme_code AS programme, l.node_code, l.sku_code, l.lot_code AS lot,
                             e.good_delta AS good, e.held_delta AS held
                      FROM log_reserve_entry e JOIN log_reserve_lot l ON l.reserve_lot_id = e.reserve_lot_id
                      UNION ALL
                      SELECT SUBSTRING(owner, 9), node_code, sku_code, COALESCE(lot_code, ''),
                             -IF(status = 'AVAILABLE', on_hand_delta, 0), -IF(status = 'AVAILABLE', 0, on_hand_delta)
                      FROM log_stock_movement WHERE owner LIKE 'RESERVE:%') both_
                GROUP BY programme, node_code, sku_code, lot
                HAVING SUM(good) <> 0 OR SUM(held) <> 0
                """);
    }

    @Singleton
    @Named("reserve-lots-are-entries")
    Invariant lotsAndHoldingsAreTheirEntries() {
        return new SqlInvariant("reserve lots and holdings = entries", "SELECT COUNT(*) FROM log_reserve_lot", """
                SELECT l.reserve_lot_id FROM log_reserve_lot l
                LEFT JOIN (SELECT reserve_lot_id, SUM(good_delta) AS good, SUM(held_delta) AS held
                           FROM log_reserve_entry GROUP BY reserve_lot_id) e ON e.reserve_lot_id = l.reserve_lot_id
                WHERE l.good <> COALESCE(e.good, 0) OR l.held <> COALESCE(e.held, 0)
                UNION ALL
                SELECT h.holding_code FROM log_reserve_holding h
                LEFT JOIN (SELECT holding_code, SUM(good * grams) AS grams FROM log_reserve_lot GROUP BY holding_code) s
                    ON s.holding_code = h.holding_code
                WHERE h.good_grams <> COALESCE(s.grams, 0)
                """);
    }

    @Singleton
    @Named("reserve-floor-crossings")
    Invariant everyCrossingOfAFloorHasItsDocumentAndNoneIsASale() {
        return new SqlInvariant(
                "floor crossed by release, rotation, loss, count or approved move alone, never by a sale",
                "SELECT COUNT(*) FROM log_stock_movement WHERE floor_delta < 0",
                """
                SELECT movement_id FROM log_stock_movement m
                WHERE m.floor_delta < 0
                  AND (m.cause_kind <> 'ACT' OR NOT EXISTS (SELECT 1 FROM log_reserve_entry e WHERE e.act_id = m.cause_id))
                UNION ALL
                SELECT e.entry_id FROM log_reserve_entry e
                WHERE e.good_delta < 0 AND NOT CASE e.deed
                    WHEN 'RELEASE' THEN EXISTS (SELECT 1 FROM log_stock_act a JOIN log_release r
                        ON r.release_id = a.document_id WHERE a.act_id = e.act_id AND a.document_kind = 'RELEASE'
                        AND a.document_id = e.document_id AND r.drill = 0 AND r.state IN ('APPROVED', 'BOOKED', 'DELIVERED'))
                    WHEN 'ROTATE_OUT' THEN EXISTS (SELECT 1 FROM log_reserve_rotation r WHERE r.rotation_id = e.document_id
                        AND r.state IN ('OUT', 'FULL') AND r.decided_by <> r.proposed_by)
                    WHEN 'LOSS' THEN EXISTS (SELECT 1 FROM log_reserve_loss x WHERE x.loss_id = e.document_id
                        AND x.pieces = -e.good_delta)
                    WHEN 'MOVE_OUT' THEN EXISTS (SELECT 1 FROM log_reserve_change c WHERE c.change_id = e.document_id
                        AND c.state = 'DONE' AND c.decided_by <> c.proposed_by)
                    WHEN 'CHECK' THEN EXISTS (SELECT 1 FROM log_reserve_check k WHERE k.check_id = e.document_id)
                    ELSE EXISTS (SELECT 1 FROM log_reserve_claim q WHERE q.act_id = e.act_id
                        AND q.reserve_lot_id = e.reserve_lot_id AND q.pieces = -e.good_delta) END
                """);
    }

    @Singleton
    @Named("reserve-claims")
    Invariant whatIsMissingIsClaimedAndStopsSales() {
        return new SqlInvariant(
                "what is missing of a reserve is claimed, and blocks sales while it is",
                "SELECT COUNT(*) FROM log_reserve_claim",
                """
                SELECT CONCAT(l.sku_code, '@', l.node_code) FROM log_stock_level l
                LEFT JOIN (SELECT sku_code, node_code, COUNT(*) AS n FROM log_reserve_claim WHERE state = 'OPEN'
                           AND cause NOT IN ('EXPIRY', 'RECALL')
                           GROUP BY sku_code, node_code) c ON c.sku_code = l.sku_code AND c.node_code = l.node_code
                WHERE l.blocked <> COALESCE(c.n, 0)
                UNION ALL
                SELECT x.loss_id FROM log_reserve_loss x JOIN log_reserve_entry e ON e.document_id = x.loss_id
                LEFT JOIN log_reserve_claim q ON q.act_id = e.act_id
                WHERE x.pieces - x.allowed <> COALESCE(q.pieces, 0)
                UNION ALL
                SELECT q.claim_id FROM log_reserve_claim q
                LEFT JOIN (SELECT document_id, SUM(good_delta) AS good FROM log_reserve_entry
                           WHERE deed IN ('MAKE_GOOD', 'RESTORE') GROUP BY document_id) g ON g.document_id = q.claim_id
                WHERE q.made_good <> COALESCE(g.good, 0)
                UNION ALL
                SELECT e.entry_id FROM log_reserve_entry e JOIN log_reserve_claim q ON q.claim_id = e.document_id
                WHERE e.deed IN ('MAKE_GOOD', 'RESTORE')
                  AND (e.actor = q.opened_by OR (e.deed = 'RESTORE' AND q.cause NOT IN ('CHECK', 'DAMAGE', 'EXPIRY', 'RECALL')))
                UNION ALL
                SELECT claim_id FROM log_reserve_claim WHERE state = 'WAIVED' AND closed_by = opened_by
                """);
    }

    @Singleton
    @Named("reserve-intakes")
    Invariant whatWasTakenInHadPassedItsInspectionByAnother() {
        return new SqlInvariant(
                "reserve taken in = inspected by another than who registered it",
                "SELECT COUNT(*) FROM log_reserve_intake",
                """
                SELECT i.intake_id FROM log_reserve_intake i
                LEFT JOIN (SELECT document_id, SUM(good_delta) AS good FROM log_reserve_entry
                           WHERE deed IN ('INTAKE', 'REFILL', 'ROTATE_IN') GROUP BY document_id) e
                    ON e.document_id = i.intake_id
                WHERE COALESCE(e.good, 0) <> IF(i.state = 'TAKEN', i.pieces, 0) OR i.inspected_by = i.registered_by
                UNION ALL
                SELECT e.entry_id FROM log_reserve_entry e
                LEFT JOIN log_reserve_intake i ON i.intake_id = e.document_id
                WHERE e.deed IN ('INTAKE', 'REFILL', 'ROTATE_IN') AND i.intake_id IS NULL
                """);
    }
}
