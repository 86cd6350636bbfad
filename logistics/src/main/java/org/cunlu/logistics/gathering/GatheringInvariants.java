package org.cunlu.logistics.gathering;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of collective purchases, told to the audit. */
@Factory
class GatheringInvariants {
    @Singleton
    @Named("cross-docked-is-shipped")
    Invariant whatWasSentIsShippedAndWasApproved() {
        return new SqlInvariant("cross-docked = shipped to who asked", "SELECT COUNT(*) FROM log_station_request", """
                SELECT CONCAT(gathering_id, ': ', node_code, ' ', sku_code)
                FROM (SELECT gathering_id, node_code, sku_code, sent AS pieces FROM log_station_request
                      WHERE gathering_id IS NOT NULL
                      UNION ALL
                      SELECT t.gathering_id, t.to_node, l.sku_code, -l.shipped
                      FROM log_transfer t JOIN log_transfer_line l ON l.transfer_id = t.transfer_id
                      WHERE t.gathering_id IS NOT NULL) both_
                GROUP BY gathering_id, node_code, sku_code
                HAVING SUM(pieces) <> 0
                UNION ALL
                SELECT request_id FROM log_station_request WHERE sent > approved OR asked_by = decided_by
                """);
    }
}
