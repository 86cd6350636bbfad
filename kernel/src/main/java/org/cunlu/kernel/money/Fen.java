package org.cunlu.kernel.money;

import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Between integer fen, as the database and JSON hold money, and {@link Money}, as the domain reckons with it. */
public final class Fen {
    private static final CurrencyUnit CNY = CurrencyUnit.of("CNY");

    private Fen() {}

    /** @param fen hundredths of a yuan, may be negative */
    public static Money money(long fen) {
        return Money.ofMinor(CNY, fen);
    }

    /** @throws ArithmeticException when the amount does not fit a long */
    public static long of(Money money) {
        if (!money.getCurrencyUnit().equals(CNY)) {
            throw new IllegalArgumentException("not CNY: " + money.getCurrencyUnit());
        }
        return money.getAmountMinorLong();
    }

    /**
     * A share in basis points, rounded half up to the fen.
     * @param fen amount, 0 or more
     * @param basisPoints hundredths of a percent, 0 to 10,000
     */
    public static long share(long fen, int basisPoints) {
        return of(money(fen).multipliedBy(basisPoints).dividedBy(10_000L, RoundingMode.HALF_UP));
    }

    /** @return as people read it, such as {@code ¥12.30} */
    public static String text(long fen) {
        return (fen < 0 ? "-¥" : "¥") + Math.abs(fen / 100) + "." + String.format("%02d", Math.abs(fen % 100));
    }
}
