package org.cunlu.logistics.reservefees;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Days in a row on which all is the same, and why: each day's amount follows from it and the days before.
 * @param stockGrams at the end of each day, from the movements
 * @param paidGrams on which storage is paid @param valueFenGrams sum of cost a tonne x grams on which interest is paid
 * @param ratePpm of interest a year, by {@code yearDays}
 * @param turnedGrams turned on the first day, of which {@code spreadFen} is paid
 */
@Serdeable
record Span(
        LocalDate from,
        LocalDate until,
        State state,
        long stockGrams,
        long paidGrams,
        long valueFenGrams,
        int ratePpm,
        int yearDays,
        long turnedGrams,
        long interestFen,
        long storageFen,
        long spreadFen) {
    /** What a day is to the fees. */
    enum State {
        /** Enough was there. */
        KEPT,
        /** Between out and in of a rotation, within the time allowed. */
        GAP,
        /** The same in an extension: no fee. */
        EXTENDED,
        /** The same, too long: no fee. */
        OVERDUE,
        /** Less than the rule asks for: no fee. */
        SHORT,
        /** No contract on that day. */
        OUTSIDE;

        boolean paid() {
            return this == KEPT || this == GAP;
        }
    }

    long days() {
        return ChronoUnit.DAYS.between(from, until) + 1;
    }

    long fen() {
        return interestFen + storageFen + spreadFen;
    }
}
