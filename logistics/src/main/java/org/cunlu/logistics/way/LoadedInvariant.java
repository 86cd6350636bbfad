package org.cunlu.logistics.way;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What was really put aboard, beside what was booked, told to the audit. */
@Factory
class LoadedInvariant {
    /**
     * Reckoned from the legs that parcels left with, not from what departures say is held. Space is the parcel's; weight as
     * it was when it was put aboard, since it may be weighed again. What is aboard beyond the room must be on record so.
     * The order of what came home or was given up is over, and has given back all that it held.
     */
    @Singleton
    @Named("departure-loaded")
    Invariant departuresCarryWhatHasRoomOnThem() {
        return new SqlInvariant(
                "loaded on departures = held there, <= capacity",
                "SELECT COUNT(*) FROM log_parcel_leg WHERE left_at IS NOT NULL",
                """
                SELECT CONCAT(l.barcode, ' leg ', l.seq, ' rode ', l.line_code, '/', l.service_date, ' without room')
                FROM log_parcel_leg l
                JOIN log_parcel p ON p.barcode = l.barcode
                LEFT JOIN log_departure_hold h ON h.holder = p.order_id AND h.seq = l.seq
                    AND h.line_code = l.line_code AND h.service_date = l.service_date
                WHERE l.left_at IS NOT NULL AND h.holder IS NULL AND p.state NOT IN ('RETURNED', 'LOST')
                  AND EXISTS (SELECT 1 FROM log_departure d
                      WHERE d.line_code = l.line_code AND d.service_date = l.service_date)
                UNION ALL
                SELECT CONCAT(d.line_code, '/', d.service_date, ' stop ', d.stop, ' is loaded beyond its room')
                FROM log_parcel_leg l
                JOIN log_parcel p ON p.barcode = l.barcode
                JOIN log_departure_hold h ON h.holder = p.order_id AND h.seq = l.seq
                    AND h.line_code = l.line_code AND h.service_date = l.service_date AND h.overflow IS NULL
                JOIN log_departure d ON d.line_code = h.line_code AND d.service_date = h.service_date
                    AND d.stop >= h.board_stop AND d.stop < h.alight_stop
                WHERE l.left_at IS NOT NULL
                GROUP BY d.line_code, d.service_date, d.stop
                HAVING SUM(h.weight_grams) > MAX(d.weight_grams) OR SUM(p.volume_cm3) > MAX(d.volume_cm3)
                    OR COUNT(*) > MAX(d.pieces)
                """);
    }
}
