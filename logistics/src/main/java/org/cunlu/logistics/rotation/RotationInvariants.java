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
}
