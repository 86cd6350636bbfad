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
                    OR p.state <> CASE b.state WHEN 'OPEN' THEN 'AT_NODE' WHEN 'ARRIVED' THEN 'AT_NODE' ELSE b.state END
                    OR b.goods IS NULL
                    OR (b.goods = 'HAZARDOUS') <> (p.storage_class = 'HAZARDOUS'))
                UNION ALL
                SELECT CONCAT(i.in_bag, ' ', i.sscc)
                FROM log_bag i LEFT JOIN log_bag o ON o.sscc = i.in_bag
                WHERE i.in_bag IS NOT NULL
                  AND (o.sscc IS NULL OR i.sscc = o.sscc OR o.state = 'EMPTIED' OR i.holder_kind <> o.holder_kind
                    OR i.holder <> o.holder OR i.next_node <> o.next_node
                    OR NOT (i.state = o.state OR (i.state = 'EMPTIED' AND o.state = 'ARRIVED'))
                    OR (i.goods IS NOT NULL AND NOT (i.goods <=> o.goods)))
                UNION ALL
                SELECT CONCAT('circle at ', a.sscc)
                FROM log_bag a JOIN log_bag b ON b.sscc = a.in_bag LEFT JOIN log_bag c ON c.sscc = b.in_bag
                LEFT JOIN log_bag d ON d.sscc = c.in_bag
                WHERE a.sscc IN (b.in_bag, c.in_bag, d.in_bag)
                """);
    }

    /** By the parcels themselves, whatever is written on the bags. */
    @Singleton
    @Named("hazardous-apart")
    Invariant noBagHoldsHazardousGoodsAndOthers() {
        return new SqlInvariant("no bag holds hazardous goods and food", "SELECT COUNT(*) FROM log_bag", """
                SELECT outermost FROM (
                    SELECT COALESCE(d.sscc, c.sscc, b.sscc, a.sscc) AS outermost, p.storage_class
                    FROM log_parcel p JOIN log_bag a ON a.sscc = p.in_bag LEFT JOIN log_bag b ON b.sscc = a.in_bag
                    LEFT JOIN log_bag c ON c.sscc = b.in_bag LEFT JOIN log_bag d ON d.sscc = c.in_bag) held
                GROUP BY outermost
                HAVING SUM(storage_class = 'HAZARDOUS') > 0 AND SUM(storage_class <> 'HAZARDOUS') > 0
                """);
    }

    @Singleton
    @Named("bag-scans")
    Invariant bagsHoldWhatWasScannedIntoThem() {
        return new SqlInvariant("bag contents = scans", "SELECT COUNT(*) FROM log_bag", """
                SELECT CONCAT(p.in_bag, ' ', p.barcode)
                FROM log_parcel p
                WHERE p.in_bag IS NOT NULL AND NOT EXISTS (SELECT 1 FROM log_scan s
                    WHERE s.barcode = p.barcode AND s.sscc = p.in_bag AND s.kind = 'BAG' AND s.outcome = 'APPLIED')
                UNION ALL
                SELECT CONCAT(i.in_bag, ' ', i.sscc)
                FROM log_bag i
                WHERE i.in_bag IS NOT NULL AND NOT EXISTS (SELECT 1 FROM log_scan s
                    WHERE s.sscc = i.in_bag AND s.inner_sscc = i.sscc AND s.kind = 'BAG' AND s.outcome = 'APPLIED')
                UNION ALL
                SELECT CONCAT(s.sscc, ' ', s.barcode, ' was put in and never taken out')
                FROM log_scan s
                JOIN log_custody c ON c.scan_key = s.scan_key AND c.barcode = s.barcode
                LEFT JOIN log_custody n ON n.barcode = c.barcode AND n.seq > c.seq AND NOT (n.in_bag <=> c.in_bag)
                JOIN log_parcel p ON p.barcode = s.barcode
                WHERE s.kind = 'BAG' AND s.outcome = 'APPLIED' AND s.barcode IS NOT NULL
                  AND n.barcode IS NULL AND NOT (p.in_bag <=> s.sscc)
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
                WHERE p.state NOT IN ('BOOKED', 'WITHDRAWN') AND (c.order_id IS NULL OR c.quantity - c.short_qty <> l.quantity)
                  AND p.kind = 'ORDER' AND NOT EXISTS (SELECT 1 FROM log_return r WHERE r.barcode = p.barcode)
                """);
    }
}
