package org.cunlu.logistics.parcel;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of parcels, bags and scans, told to the audit. */
@Factory
class ParcelInvariants {
    private static final String COUNT_PARCELS = "SELECT COUNT(*) FROM log_parcel";

    @Singleton
    @Named("parcel-history")
    Invariant historyIsALegalPathWithOneHolderAtATime() {
        return new SqlInvariant(
                "parcel history = legal path, one holder", COUNT_PARCELS, """
                SELECT CONCAT(barcode, ' illegal step ', seq) FROM log_custody
                WHERE NOT COALESCE(%s, FALSE)
                UNION ALL
                SELECT CONCAT(a.barcode, ' gap after step ', a.seq)
                FROM log_custody a JOIN log_custody b ON b.barcode = a.barcode AND b.seq = a.seq + 1
                WHERE NOT (a.state_to <=> b.state_from AND a.to_kind <=> b.from_kind
                    AND a.to_holder <=> b.from_holder)
                UNION ALL
                SELECT CONCAT(p.barcode, ' is not where its history ends')
                FROM log_parcel p LEFT JOIN log_custody c ON c.barcode = p.barcode AND c.seq = p.version
                WHERE c.barcode IS NULL OR c.state_to <> p.state OR c.to_kind <> p.holder_kind
                   OR c.to_holder <> p.holder OR NOT (c.in_bag <=> p.in_bag)
                UNION ALL
                SELECT CONCAT(h.barcode, ' has steps without number')
                FROM (SELECT barcode, COUNT(*) AS steps, MAX(seq) AS top FROM log_custody GROUP BY barcode) h
                LEFT JOIN log_parcel p ON p.barcode = h.barcode
                WHERE p.barcode IS NULL OR h.steps <> p.version OR h.top <> p.version
                """.formatted(What.legalSql()));
    }

    @Singleton
    @Named("bag-contents")
    Invariant bagsHoldWhatTheirHolderHolds() {
        return new SqlInvariant("bag contents = their bag's holder", "SELECT COUNT(*) FROM log_bag", """
                SELECT CONCAT(p.in_bag, ' ', p.barcode)
                FROM log_parcel p LEFT JOIN log_bag b ON b.sscc = p.in_bag
                WHERE p.in_bag IS NOT NULL
                  AND (b.sscc IS NULL OR b.state = 'EMPTIED' OR b.holder_kind <> p.holder_kind OR b.holder <> p.holder
                    OR (p.state = 'ON_TRIP') <> (b.state = 'ON_TRIP') OR b.goods IS NULL
                    OR (b.goods = 'HAZARDOUS') <> (p.storage_class = 'HAZARDOUS'))
                """);
    }

    @Singleton
    @Named("pickup-codes")
    Invariant codesLiveWhileTheirParcelWaits() {
        return new SqlInvariant("pickup codes = parcels that wait", COUNT_PARCELS, """
                SELECT barcode FROM log_parcel
                WHERE (state = 'READY') <> (pickup_index IS NOT NULL)
                   OR (pickup_index IS NULL) <> (pickup_sealed IS NULL)
                """);
    }

    @Singleton
    @Named("scans-and-history")
    Invariant appliedScansAreTheHistory() {
        return new SqlInvariant("applied scans = history", "SELECT COUNT(*) FROM log_scan", """
                SELECT CONCAT('scan ', s.scan_key)
                FROM log_scan s LEFT JOIN log_custody c ON c.scan_key = s.scan_key
                WHERE s.outcome = 'APPLIED' AND c.barcode IS NULL
                UNION ALL
                SELECT CONCAT(c.barcode, ' step ', c.seq)
                FROM log_custody c LEFT JOIN log_scan s ON s.scan_key = c.scan_key
                WHERE c.scan_key IS NOT NULL AND (s.scan_key IS NULL OR s.outcome <> 'APPLIED')
                """);
    }

    @Singleton
    @Named("packed-and-picked")
    Invariant packedParcelsHoldWhatWasPicked() {
        return new SqlInvariant("packed parcels = picked stock", COUNT_PARCELS, """
                SELECT CONCAT(p.barcode, ' ', c.sku_code)
                FROM log_parcel p JOIN log_claim c ON c.order_id = p.order_id
                WHERE (p.state NOT IN ('BOOKED', 'WITHDRAWN')) <> (c.state = 'PICKED')
                UNION ALL
                SELECT CONCAT(p.barcode, ' ', l.sku_code)
                FROM log_parcel p JOIN log_parcel_line l ON l.barcode = p.barcode
                LEFT JOIN log_claim c
                    ON c.order_id = p.order_id AND c.sku_code = l.sku_code AND c.node_code = p.from_node
                WHERE p.state NOT IN ('BOOKED', 'WITHDRAWN') AND (c.order_id IS NULL OR c.quantity <> l.quantity)
                """);
    }
}
