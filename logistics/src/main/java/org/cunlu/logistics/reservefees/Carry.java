package org.cunlu.logistics.reservefees;

import java.math.BigInteger;

/**
 * The rounding rule of the reserve, here and nowhere else: amounts are added up exactly, the sum so far is rounded half up to
 * the fen, and a day's amount is what that sum grew by. So the days of a period add up to its total, and the total is never
 * more than half a fen off.
 */
final class Carry {
    private final long denominator;
    private long whole;
    private long rest;
    private long told;

    /** @param denominator of all fractions that are added, above 0 and below 2^62 */
    Carry(long denominator) {
        this.denominator = denominator;
    }

    /** A day's exact amount, which may be added for many days. @param fen whole fen @param rest numerator below the denominator */
    record Daily(long fen, long rest) {
        static final Daily NOTHING = new Daily(0, 0);
    }

    /** @param numerator 0 or more @throws ArithmeticException when it is more fen than fit a long */
    Daily daily(BigInteger numerator) {
        BigInteger[] parts = numerator.divideAndRemainder(BigInteger.valueOf(denominator));
        return new Daily(parts[0].longValueExact(), parts[1].longValueExact());
    }

    /** @return fen of this day */
    long add(Daily day) {
        whole = Math.addExact(whole, day.fen());
        rest += day.rest();
        if (rest >= denominator) {
            rest -= denominator;
            whole++;
        }
        long sum = whole + (rest >= denominator - rest ? 1 : 0);
        long grown = sum - told;
        told = sum;
        return grown;
    }

    /** A part of an amount, rounded half up to the fen. @param part 0 or more, of {@code whole} above 0 */
    static long share(long fen, long part, long whole) {
        return BigInteger.valueOf(fen)
                .multiply(BigInteger.valueOf(part))
                .shiftLeft(1)
                .add(BigInteger.valueOf(whole))
                .divide(BigInteger.valueOf(whole).shiftLeft(1))
                .longValueExact();
    }
}
