package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Fields;

/** Grams as kilograms and cubic centimetres as litres, exactly: what stands in a form and is saved again stays what it was. */
public final class Thousands {
    private static final int DIGITS = 3;

    private Thousands() {}

    /** @param number grams, or cubic centimetres */
    public static String text(long number) {
        return BigDecimal.valueOf(number, DIGITS).stripTrailingZeros().toPlainString();
    }

    /** The way back. @return null for what was left empty @throws ProblemException 400 {@code number-invalid} */
    static @Nullable Long read(Fields form, String field) {
        String text = form.typed(field).strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[0-9]{1,12}([.][0-9]{1,3})?")) {
            throw ProblemException.invalid(
                    field, "number-invalid", "请填写数字，最多三位小数 · A number with three decimals at most");
        }
        return new BigDecimal(text).movePointRight(DIGITS).longValueExact();
    }
}
