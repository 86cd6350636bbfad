package org.cunlu.logistics.difference;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of differences, told to the audit. */
@Factory
class DifferenceInvariants {
    @Singleton
    @Named("differences")
    Invariant eachOpenOneHasOwnerAndDeadline() {
        return new SqlInvariant("open differences = owner and deadline", "SELECT COUNT(*) FROM log_difference", """
                SELECT CONCAT('difference ', difference_id)
                FROM log_difference
                WHERE (state = 'OPEN') <> (open_key IS NOT NULL)
                   OR (state = 'OPEN') <> (reason IS NULL)
                   OR (state = 'OPEN') <> (closed_by IS NULL)
                   OR owner_node = '' OR owner_path NOT LIKE CONCAT('%/', owner_node)
                   OR due_at <= opened_at
                UNION ALL
                SELECT CONCAT('lost without difference ', p.barcode)
                FROM log_parcel p
                WHERE p.state = 'LOST' AND NOT EXISTS (
                    SELECT 1 FROM log_difference d WHERE d.barcode = p.barcode AND d.kind = 'SHORT')
                """);
    }
}
