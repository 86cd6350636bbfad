package org.cunlu.logistics.slip;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of promises and of the ways of parcels, told to the audit. */
@Factory
class SlipInvariants {
    private static final String COUNT_PARCELS = "SELECT COUNT(*) FROM log_parcel";
    private static final String UNDER_WAY = "p.state IN ('BOOKED', 'AT_NODE', 'LOADED', 'ON_TRIP', 'AT_STOP')";

    @Singleton
    @Named("late-parcels-explained")
    Invariant lateParcelsAreExplained() {
        return new SqlInvariant("promise explained for each late parcel", COUNT_PARCELS, """
                SELECT CONCAT(p.barcode, ' was there after its first promise, and nothing says why')
                FROM log_parcel p
                JOIN (SELECT barcode, MIN(at) AS at FROM log_custody
                    WHERE state_to IN ('READY', 'WITH_CARRIER') GROUP BY barcode) there ON there.barcode = p.barcode
                WHERE there.at > p.promised_at AND NOT EXISTS (SELECT 1 FROM log_slip s
                    WHERE s.barcode = p.barcode AND (s.promised_after IS NULL OR s.promised_after > p.promised_at))
                """);
    }

    @Singleton
    @Named("legs-chain")
    Invariant legsLeadFromWhereAParcelIsToWhereItGoes() {
        return new SqlInvariant(
                "legs chain from where a parcel is to where it goes", COUNT_PARCELS, """
                SELECT CONCAT(p.barcode, ' leg ', l.seq, ' does not begin where the one before ends')
                FROM log_parcel p JOIN log_parcel_leg l ON l.barcode = p.barcode AND l.seq > p.legs_done
                JOIN log_parcel_leg n ON n.barcode = l.barcode AND n.seq = l.seq + 1
                WHERE %1$s AND n.from_node <> l.to_node
                UNION ALL
                SELECT CONCAT(p.barcode, ' has no leg to ', p.next_node, ' from where it is')
                FROM log_parcel p
                LEFT JOIN log_parcel_leg l ON l.barcode = p.barcode AND l.seq = p.legs_done + 1
                WHERE %1$s AND (NOT (l.to_node <=> p.next_node)
                    OR (l.barcode IS NOT NULL AND p.holder_kind = 'NODE' AND l.from_node <> p.holder))
                UNION ALL
                SELECT CONCAT(p.barcode, ' does not get to where it goes')
                FROM log_parcel p
                LEFT JOIN log_parcel_leg l ON l.barcode = p.barcode AND l.seq > p.legs_done AND l.seq =
                    (SELECT MAX(m.seq) FROM log_parcel_leg m WHERE m.barcode = p.barcode)
                WHERE %1$s AND p.stranded = 0
                  AND COALESCE(l.to_node, p.holder) <> CASE WHEN p.going_back = 1 THEN p.from_node ELSE p.to_node END
                """.formatted(UNDER_WAY));
    }

    @Singleton
    @Named("promises-and-slips")
    Invariant whatIsPromisedIsWhatTheLastSlipSays() {
        return new SqlInvariant("what is promised = last slip", "SELECT COUNT(*) FROM log_slip", """
                SELECT CONCAT(s.barcode, ' slip ', s.seq, ' does not begin where the one before ends')
                FROM log_slip s LEFT JOIN log_slip b ON b.barcode = s.barcode AND b.seq = s.seq - 1
                LEFT JOIN log_parcel p ON p.barcode = s.barcode
                WHERE p.barcode IS NULL OR (s.seq > 1 AND b.barcode IS NULL)
                   OR NOT (s.promised_before <=> CASE WHEN s.seq = 1 THEN p.promised_at ELSE b.promised_after END)
                   OR (b.barcode IS NOT NULL AND s.to_before <> b.to_after)
                UNION ALL
                SELECT CONCAT(p.barcode, ' is promised otherwise than its last slip says')
                FROM log_parcel p
                LEFT JOIN log_slip s ON s.barcode = p.barcode
                    AND s.seq = (SELECT MAX(m.seq) FROM log_slip m WHERE m.barcode = p.barcode)
                WHERE p.going_back = 0 AND p.state NOT IN ('WITHDRAWN', 'RETURNED')
                  AND (NOT (CASE WHEN p.stranded = 1 THEN NULL ELSE COALESCE(p.slipped_to, p.promised_at) END
                        <=> CASE WHEN s.barcode IS NULL THEN p.promised_at ELSE s.promised_after END)
                    OR p.to_node <> COALESCE(s.to_after, p.to_node))
                UNION ALL
                SELECT CONCAT(p.barcode, ' waits for a way, or does not, otherwise than written')
                FROM log_parcel p LEFT JOIN log_stranded w ON w.barcode = p.barcode
                WHERE (p.stranded = 1) <> (w.barcode IS NOT NULL)
                """);
    }
}
