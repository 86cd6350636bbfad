package org.cunlu.web.seller;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/** Amounts and times as people write and read them. */
public final class Shown {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final int GRAMS_PER_KILOGRAM = 1000;
    private static final int FEN_DIGITS = 2;
    private static final int GRAM_DIGITS = 3;

    private Shown() {}

    /** @return such as {@code ¥12.30} */
    public static String money(long fen) {
        return Fen.text(fen);
    }

    /** @return as it stands in a field, such as {@code 12.30} */
    public static String yuan(long fen) {
        return BigDecimal.valueOf(fen, FEN_DIGITS).toPlainString();
    }

    /** @return by the county's clock */
    public static String time(Instant moment) {
        return CountyTime.at(moment).format(MINUTES);
    }

    public static String weight(long grams) {
        return grams < GRAMS_PER_KILOGRAM
                ? grams + " g"
                : BigDecimal.valueOf(grams, GRAM_DIGITS).stripTrailingZeros().toPlainString() + " kg";
    }

    /** @return a key by which a form is known when it is sent twice */
    public static String freshKey() {
        return UUID.randomUUID().toString();
    }

    /** @throws ProblemException 400 {@code amount-invalid}, of that field */
    public static long fen(String field, String typed) {
        return scaled(field, typed, FEN_DIGITS);
    }

    /** Of kilograms. @throws ProblemException 400 {@code amount-invalid}, of that field */
    public static long grams(String field, String typed) {
        return scaled(field, typed, GRAM_DIGITS);
    }

    /** @throws ProblemException 400 {@code amount-invalid}, of that field */
    public static int whole(String field, String typed) {
        long number = scaled(field, typed, 0);
        if (number > Integer.MAX_VALUE) {
            throw invalid(field);
        }
        return (int) number;
    }

    private static long scaled(String field, String typed, int digits) {
        String text = typed.strip();
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1," + Math.max(1, digits) + "})?")) {
            throw invalid(field);
        }
        try {
            long value = new BigDecimal(text).movePointRight(digits).longValueExact();
            if (value > 0) {
                return value;
            }
        } catch (ArithmeticException _) {
            throw invalid(field);
        }
        throw invalid(field);
    }

    private static ProblemException invalid(String field) {
        return ProblemException.invalid(
                field, "amount-invalid", "请填大于 0 的数字 · Fill in a number above 0, such as 12.50");
    }
}
