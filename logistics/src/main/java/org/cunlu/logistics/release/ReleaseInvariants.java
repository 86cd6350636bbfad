package org.cunlu.logistics.release;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of releases, told to the audit. */
@Factory
class ReleaseInvariants {
    private static final String COUNT = "SELECT COUNT(*) FROM log_release";

    @Singleton
    @Named("releases-have-two-people-and-an-authority")
    Invariant everyReleaseHasTwoPeopleAndAnAuthority() {
        return new SqlInvariant("every release has two people and an authority", COUNT, """
                SELECT CONCAT(r.release_id, ': ', r.state) FROM log_release r
                WHERE r.state IN ('APPROVED', 'BOOKED', 'DELIVERED')
                  AND (r.proposed_by IS NULL OR r.approved_by IS NULL OR r.proposed_by = r.approved_by
                       OR r.reviewed_by = r.approved_by OR r.reviewed_by = r.proposed_by
                       OR r.approved_at > r.valid_until
                       OR NOT EXISTS (SELECT 1 FROM log_release_step s WHERE s.release_id = r.release_id
                           AND s.to_state = 'PROPOSED' AND s.actor = r.proposed_by)
                       OR NOT EXISTS (SELECT 1 FROM log_release_step s WHERE s.release_id = r.release_id
                           AND s.to_state = 'APPROVED' AND s.actor = r.approved_by))
                UNION ALL
                SELECT CONCAT(r.release_id, ' is ', r.state, ', its steps say otherwise') FROM log_release r
                WHERE r.state <> (SELECT s.to_state FROM log_release_step s WHERE s.release_id = r.release_id
                                  ORDER BY s.step_id DESC LIMIT 1)
                """);
    }

    @Singleton
    @Named("releases-draw-what-they-share")
    Invariant whatIsDrawnIsWhatIsShared() {
        return new SqlInvariant("drawn for releases = shared out, at most what was approved", COUNT, """
                SELECT CONCAT(release_id, ' line ', line_no, ' for ', node_code)
                FROM (SELECT release_id, line_no, node_code, pieces FROM log_release_share
                      UNION ALL
                      SELECT release_id, line_no, to_node, -pieces FROM log_release_draw) both_
                GROUP BY release_id, line_no, node_code HAVING SUM(pieces) <> 0
                UNION ALL
                SELECT CONCAT(l.release_id, ' line ', l.line_no, ': more than approved') FROM log_release_line l
                JOIN (SELECT release_id, line_no, SUM(pieces) AS pieces FROM log_release_share
                      GROUP BY release_id, line_no) s ON s.release_id = l.release_id AND s.line_no = l.line_no
                WHERE s.pieces > l.pieces
                """);
    }

    @Singleton
    @Named("releases-are-movements")
    Invariant whatReservesGaveIsWhatReleasesDrew() {
        return new SqlInvariant(
                "left reserves by releases = drawn of them, none by a drill",
                "SELECT COUNT(*) FROM log_release_draw WHERE origin = 'RESERVE'",
                """
                SELECT CONCAT(release_id, ' ', sku_code, ' at ', node_code, ' of ', owner)
                FROM (SELECT d.release_id, d.sku_code, d.from_node AS node_code, d.lot_code,
                             CONCAT('RESERVE:', d.programme) AS owner, d.pieces
                      FROM log_release_draw d JOIN log_release r ON r.release_id = d.release_id
                      WHERE d.origin = 'RESERVE' AND r.drill = 0
                      UNION ALL
                      SELECT a.document_id, m.sku_code, m.node_code, COALESCE(m.lot_code, ''), m.owner, m.on_hand_delta
                      FROM log_stock_act a JOIN log_stock_movement m ON m.cause_id = a.act_id AND m.cause_kind = 'ACT'
                      WHERE a.document_kind = 'RELEASE' AND m.owner LIKE 'RESERVE:%') both_
                GROUP BY release_id, sku_code, node_code, lot_code, owner HAVING SUM(pieces) <> 0
                """);
    }

    @Singleton
    @Named("releases-money")
    Invariant whatIsOwedAndPaidIsWhatWasTakenAndHandedOut() {
        return new SqlInvariant(
                "sale stock taken by releases = owed for; handed out for a price = paid into the drawer",
                "SELECT COUNT(*) FROM log_release_handing",
                """
                SELECT CONCAT(release_id, ' line ', line_no, ' at ', node_code, ': taken, not owed for')
                FROM (SELECT d.release_id, d.line_no, d.from_node AS node_code, d.pieces FROM log_release_draw d
                      JOIN log_release r ON r.release_id = d.release_id WHERE d.origin = 'SALE' AND r.drill = 0
                      UNION ALL
                      SELECT release_id, line_no, node_code, -pieces FROM log_release_worth) both_
                GROUP BY release_id, line_no, node_code HAVING SUM(pieces) <> 0
                UNION ALL
                SELECT CONCAT(release_id, ' line ', line_no, ' at ', node_code, ': handed out without a receipt')
                FROM (SELECT release_id, line_no, node_code, handed AS pieces FROM log_release_share
                      UNION ALL
                      SELECT release_id, line_no, node_code, -pieces FROM log_release_handing) both_
                GROUP BY release_id, line_no, node_code HAVING SUM(pieces) <> 0
                UNION ALL
                SELECT CONCAT(h.handing_id, ' line ', h.line_no, ': not its price') FROM log_release_handing h
                JOIN log_release r ON r.release_id = h.release_id
                LEFT JOIN log_release_line l ON l.release_id = h.release_id AND l.line_no = h.line_no
                WHERE h.handing_id <> h.release_id AND h.fen <> IF(r.drill = 1, 0, h.pieces * COALESCE(l.price_fen, -1))
                UNION ALL
                SELECT CONCAT(h.handing_id, ': not in the drawer')
                FROM (SELECT handing_id, node_code, SUM(fen) AS fen FROM log_release_handing
                      GROUP BY handing_id, node_code) h
                LEFT JOIN log_cash_taken t ON t.barcode = h.handing_id AND t.node_code = h.node_code
                WHERE h.fen <> COALESCE(t.fen, 0)
                """);
    }
}
