package org.cunlu.web.brand;

import java.math.BigDecimal;
import org.cunlu.catalog.BrandDesk;
import org.cunlu.catalog.BrandRight;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Fields;

/** Quotas as people write and read them: kilograms where they are counted in grams. */
public final class Quota {
    static final String FIELD = "quota";
    private static final int GRAM_DIGITS = 3;

    private Quota() {}

    /** @return such as {@code 1250.5} */
    public static String text(BrandRight.Unit unit, long amount) {
        return unit == BrandRight.Unit.GRAMS
                ? BigDecimal.valueOf(amount, GRAM_DIGITS).stripTrailingZeros().toPlainString()
                : Long.toString(amount);
    }

    public static long left(BrandDesk.Holding holding) {
        return Math.max(0, holding.quota() - holding.used());
    }

    /** @throws ProblemException 400 {@code quota-invalid} */
    static long read(Fields form, BrandRight.Unit unit) {
        String typed = form.typed(FIELD).strip();
        boolean grams = unit == BrandRight.Unit.GRAMS;
        if (!typed.matches(grams ? "[0-9]{1,9}(\\.[0-9]{1,3})?" : "[0-9]{1,9}")) {
            throw invalid();
        }
        long amount =
                new BigDecimal(typed).movePointRight(grams ? GRAM_DIGITS : 0).longValueExact();
        if (amount <= 0) {
            throw invalid();
        }
        return amount;
    }

    private static ProblemException invalid() {
        return ProblemException.invalid(FIELD, "quota-invalid", "额度须大于 0 · A quota is above 0");
    }
}
