package org.cunlu.logistics.gateway;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of parcels in carriers' hands, told to the audit. */
@Factory
class GatewayInvariants {
    @Singleton
    @Named("consignments")
    Invariant carriersHaveWhatTheyWereGiven() {
        return new SqlInvariant("parcels with carriers = consignments", "SELECT COUNT(*) FROM log_consignment", """
                SELECT CONCAT(p.barcode, ' is with a carrier and no consignment')
                FROM log_parcel p LEFT JOIN log_consignment c ON c.barcode = p.barcode
                WHERE p.state = 'WITH_CARRIER' AND (c.barcode IS NULL OR c.waybill <> p.waybill)
                UNION ALL
                SELECT CONCAT(c.barcode, ' is ', c.state, ' and the parcel ', p.state)
                FROM log_consignment c JOIN log_parcel p ON p.barcode = c.barcode
                WHERE (c.state NOT IN ('DELIVERED', 'BACK') AND p.state <> 'WITH_CARRIER')
                   OR (c.state = 'DELIVERED' AND p.state <> 'HANDED_OVER')
                   OR (c.state = 'BACK' AND p.going_back = 0)
                """);
    }
}
