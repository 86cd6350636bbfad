package org.cunlu.logistics.rotation;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of rotations, told to the audit. */
@Factory
class RotationInvariants {
    @Singleton
    @Named("reserve-rotations")
    Invariant whatWentOutAndCameInIsWhatWasBooked() {
        return new SqlInvariant(
                "rotations = what went out and came in, approved by another, extended once",
                "SELECT COUNT(*) FROM log_reserve_rotation",
                """
                SELECT r.rotation_id FROM log_reserve_rotation r
                LEFT JOIN (SELECT document_id, SUM(-good_delta) AS pieces FROM log_reserve_entry
                           WHERE deed = 'ROTATE_OUT' GROUP BY document_id) o ON o.document_id = r.rotation_id
                LEFT JOIN (SELECT i.refills_id, SUM(i.pieces * l.grams) AS grams FROM log_reserve_intake i
                           JOIN log_reserve_lot l ON l.reserve_lot_id = i.reserve_lot_id
                           WHERE i.state = 'TAKEN' AND i.refills = 'ROTATION' GROUP BY i.refills_id) n
                    ON n.refills_id = r.rotation_id
                WHERE COALESCE(o.pieces, 0) <> IF(r.state IN ('OUT', 'FULL'), r.pieces, 0)
                   OR COALESCE(n.grams, 0) <> r.refilled_grams
                   OR r.decided_by = r.proposed_by OR r.extended_by = r.proposed_by
                   OR (r.state = 'FULL' AND r.refilled_grams <> r.grams)
                """);
    }

    @Singleton
    @Named("reserve-auctions")
    Invariant whatWasSoldHasLeft() {
        return new SqlInvariant(
                "sold at auction = left under its rotation, told by another than proposed it",
                "SELECT COUNT(*) FROM log_reserve_rotation WHERE offer = 'AUCTION'",
                """
                SELECT r.rotation_id FROM log_reserve_rotation r
                LEFT JOIN (SELECT a.document_id, SUM(m.on_hand_delta) AS pieces FROM log_stock_act a
                           JOIN log_stock_movement m ON m.cause_id = a.act_id AND m.cause_kind = 'ACT'
                           WHERE a.document_kind = 'ROTATE_OUT' GROUP BY a.document_id) s
                    ON s.document_id = r.rotation_id
                WHERE COALESCE(s.pieces, 0) <> IF(r.auction = 'SOLD', -r.pieces, 0) OR r.result_by = r.proposed_by
                """);
    }
}
