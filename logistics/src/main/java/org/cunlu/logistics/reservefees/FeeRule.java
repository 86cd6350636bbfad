package org.cunlu.logistics.reservefees;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What must be kept for a fee, and what is lost else; basis points are of the contract's quantity. Of several that fit, the one of
 * the contract holds, else of the commodity, else of all ({@code *}).
 * @param programme whose @param commodity or {@code *} @param contractId or {@code *}
 * @param rateCode table of rates for the interest
 * @param dayBp a day with less is not paid
 * @param averageBp the period's average stock, with {@code baseStockGrams} on top; 0 with no base: not tested
 * @param monthEndBp stock on each last day of a month; 0: not tested
 * @param intakeBp what came in the period, with {@code baseIntakeGrams} on top; 0 with no base: not tested
 * @param clawback what a failed test costs
 * @param gapPaysStorage whether the storage fee goes on, on the whole quantity, in a plain gap of rotation
 * @param feeYearDays days by which a year's storage fee is divided
 * @param source the measure that says so
 */
@Serdeable
record FeeRule(
        String programme,
        String commodity,
        String contractId,
        String rateCode,
        int dayBp,
        int averageBp,
        int monthEndBp,
        int intakeBp,
        long baseStockGrams,
        long baseIntakeGrams,
        Clawback clawback,
        boolean gapPaysStorage,
        int feeYearDays,
        String source) {
    static final String ANY = "*";
    static final int BP = 10_000;

    /** What is taken back of a period's fees when a test fails. */
    enum Clawback {
        NOTHING,
        /** The share by which the worst test was missed. */
        SHARE,
        WHOLE
    }

    boolean fits(String ofProgramme, String ofCommodity, String ofContract) {
        return programme.equals(ofProgramme)
                && (commodity.equals(ANY) || commodity.equals(ofCommodity))
                && (contractId.equals(ANY) || contractId.equals(ofContract));
    }

    int weight() {
        return (contractId.equals(ANY) ? 0 : 2) + (commodity.equals(ANY) ? 0 : 1);
    }
}
