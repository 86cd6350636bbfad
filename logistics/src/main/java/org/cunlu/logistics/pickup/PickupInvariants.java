package org.cunlu.logistics.pickup;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of what waits, told to the audit. */
@Factory
class PickupInvariants {
    @Singleton
    @Named("pickup-codes")
    Invariant codesLiveWhileTheirParcelWaits() {
        return new SqlInvariant("pickup codes = parcels that wait", "SELECT COUNT(*) FROM log_pickup", """
                SELECT p.barcode FROM log_parcel p LEFT JOIN log_pickup w ON w.barcode = p.barcode
                WHERE p.state = 'READY'
                  AND (w.barcode IS NULL OR w.node_code <> p.to_node OR w.order_id <> p.order_id
                    OR w.cash_due_fen <> p.cash_due_fen OR w.recipient_id <> p.recipient_id OR w.collect_by <= w.ready_at)
                UNION ALL
                SELECT w.barcode FROM log_pickup w LEFT JOIN log_parcel p ON p.barcode = w.barcode
                WHERE p.barcode IS NULL OR p.state <> 'READY'
                """);
    }
}
