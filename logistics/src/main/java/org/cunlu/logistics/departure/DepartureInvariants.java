package org.cunlu.logistics.departure;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of room on departures, told to the audit. */
@Factory
class DepartureInvariants {
    private static final String COUNT = "SELECT COUNT(*) FROM log_departure";
    /** What is held on a stretch, by the rows of those who hold it. */
    private static final String SUMS = """
            SELECT d.line_code, d.service_date, d.stop,
                   COALESCE(SUM(h.weight_grams), 0) AS grams, COALESCE(SUM(h.volume_cm3), 0) AS cm3,
                   COALESCE(SUM(h.pieces), 0) AS pieces
            FROM log_departure d
            LEFT JOIN log_departure_hold h ON h.line_code = d.line_code AND h.service_date = d.service_date
                AND h.board_stop <= d.stop AND h.alight_stop > d.stop%s
            GROUP BY d.line_code, d.service_date, d.stop
            """;

    @Singleton
    @Named("departure-holds")
    Invariant departuresHoldWhatIsHeldOnThem() {
        return new SqlInvariant("room held on departures = holds", COUNT, """
                SELECT CONCAT(d.line_code, '/', d.service_date, ' stop ', d.stop)
                FROM log_departure d
                JOIN (%s) s ON s.line_code = d.line_code AND s.service_date = d.service_date AND s.stop = d.stop
                WHERE s.grams <> d.held_grams OR s.cm3 <> d.held_cm3 OR s.pieces <> d.held_pieces
                UNION ALL
                SELECT CONCAT(h.holder, ' leg ', h.seq, ' on ', h.line_code, '/', h.service_date)
                FROM log_departure_hold h
                LEFT JOIN log_departure d ON d.line_code = h.line_code AND d.service_date = h.service_date
                    AND d.stop = h.alight_stop - 1
                WHERE d.line_code IS NULL
                """.formatted(SUMS.formatted("")));
    }

    /** What is beyond it must be on record as such. */
    @Singleton
    @Named("departure-load")
    Invariant departuresCarryNoMoreThanTheyTake() {
        return new SqlInvariant(
                "departure load <= capacity", COUNT, """
                SELECT CONCAT(d.line_code, '/', d.service_date, ' stop ', d.stop)
                FROM log_departure d
                JOIN (%s) s ON s.line_code = d.line_code AND s.service_date = d.service_date AND s.stop = d.stop
                WHERE s.grams > d.weight_grams OR s.cm3 > d.volume_cm3 OR s.pieces > d.pieces
                """.formatted(SUMS.formatted(" AND h.overflow IS NULL")));
    }
}
