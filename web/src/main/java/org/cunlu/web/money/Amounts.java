package org.cunlu.web.money;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Fields;

/** Yuan and per cent as people write them. */
public final class Amounts {
    private static final String DECIMAL = "[0-9]{1,7}(\\.[0-9]{1,2})?";

    private Amounts() {}

    /** @return fen; null for what was left empty @throws ProblemException 400 {@code amount-invalid} */
    static @Nullable Long fen(Fields form, String name) {
        String text = form.typed(name).strip();
        return text.isEmpty() ? null : Long.valueOf(hundredths(text, name));
    }

    /** Of per cent. @throws ProblemException 400 {@code amount-invalid} */
    static int basisPoints(Fields form, String name) {
        long share = hundredths(form.typed(name).strip(), name);
        if (share > 10_000) {
            throw ProblemException.invalid(name, "percent-invalid", "百分比不能超过 100 · Not above 100 per cent");
        }
        return (int) share;
    }

    private static long hundredths(String text, String name) {
        if (!text.matches(DECIMAL)) {
            throw ProblemException.invalid(name, "amount-invalid", "请填写数字，最多两位小数 · A number with at most two decimals");
        }
        return new BigDecimal(text).movePointRight(2).longValueExact();
    }

    /** @return hundredths as they stand in a field, such as {@code 12.5}; empty for null */
    public static String decimal(@Nullable Number hundredths) {
        return hundredths == null ? "" : plain(hundredths.longValue());
    }

    private static String plain(long hundredths) {
        var text = BigDecimal.valueOf(hundredths, 2).stripTrailingZeros();
        return text.scale() < 0 ? text.setScale(0).toPlainString() : text.toPlainString();
    }

    /** @return of basis points, such as {@code 12.5%} */
    public static String percent(long basisPoints) {
        return plain(basisPoints) + "%";
    }
}
