package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** Carriers of the operator's county: how their waybills look, what their files say in which column, and what their words mean. */
public interface CarrierDesk {
    int NAME_MAX = 40;
    int WORDS_MAX = 500;
    int WAYBILL_MIN = 4;
    int WAYBILL_MAX = 40;
    /** Codes of carriers. */
    String CODE = "[A-Z0-9_]{1,16}";
    /** Names of carriers, columns and words. */
    String TEXT = "[^\\p{Cc}<>]+";

    /** A word that a carrier used and nobody explained. @param carrier his code */
    @Serdeable
    record Unmapped(String carrier, String word, long times, Instant lastAt) {}

    /** @param unmapped the most frequent first, for each carrier */
    @Serdeable
    record All(List<Carrier> carriers, List<Unmapped> unmapped) {
        public All {
            carriers = List.copyOf(carriers);
            unmapped = List.copyOf(unmapped);
        }
    }

    /** @throws org.cunlu.kernel.problem.ProblemException 404 for who operates no county */
    All all(Caller operator);

    /** @throws org.cunlu.kernel.problem.ProblemException 404 */
    Carrier carrier(Caller operator, String code);

    /**
     * Sets him up as told. Repeating it changes nothing. What was told in words that get a meaning with it counts from now on.
     * @param wanted its version is the one that was seen, 0 for a new carrier
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code carrier-changed}, {@code name-taken}; 400 {@code out-of-range},
     *     {@code meaning-invalid}, {@code time-format-invalid}
     */
    Carrier put(Caller operator, Carrier wanted);
}
