package org.cunlu.logistics.reservefees;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;

/**
 * How one test of a period ended.
 * @param on last day of the month for MONTH_END, else of the period
 * @param neededGrams what the rule asks for @param hadGrams what there was; an average is rounded down
 */
@Serdeable
record Verdict(Kind kind, LocalDate on, long neededGrams, long hadGrams, boolean passed) {
    /** What is tested. */
    enum Kind {
        AVERAGE_STOCK,
        MONTH_END_STOCK,
        CUMULATIVE_INTAKE
    }
}
