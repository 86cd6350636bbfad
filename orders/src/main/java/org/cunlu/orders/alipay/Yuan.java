package org.cunlu.orders.alipay;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** Alipay writes amounts in yuan with two decimals. */
final class Yuan {
    private static final int LENGTH_MAX = 20;

    private Yuan() {}

    static String of(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    /** @return fen; empty for what is no amount or has parts of a fen */
    static OptionalLong fen(String yuan) {
        try {
            return yuan.length() > LENGTH_MAX
                    ? OptionalLong.empty()
                    : OptionalLong.of(
                            new BigDecimal(yuan.strip()).movePointRight(2).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
