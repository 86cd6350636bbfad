package org.cunlu.accounts.signin;

import java.time.Duration;
import java.time.Instant;

/**
 * How wrong guesses slow down those that follow: the first few cost nothing, then each doubles the wait, up to a longest
 * one. Nobody is locked out for longer than that by what others do.
 * @param free guesses before the first wait
 * @param waitMax longest wait
 * @param memory after this long without a guess all is forgotten
 */
record Limit(int free, Duration waitMax, Duration memory) {
    /** The same person's phone from the same address. */
    static final Limit PAIR = new Limit(5, Duration.ofMinutes(5), Duration.ofHours(1));
    /** One phone from anywhere; short, because strangers can cause it. */
    static final Limit PHONE = new Limit(20, Duration.ofSeconds(30), Duration.ofHours(1));
    /** Any phones from one address, which a whole village may share. */
    static final Limit ADDRESS = new Limit(100, Duration.ofMinutes(5), Duration.ofMinutes(10));

    private static final int DOUBLINGS_MAX = 20;

    /** New accounts from one address. */
    static Limit signUps(int free) {
        return new Limit(free, Duration.ofMinutes(5), Duration.ofMinutes(10));
    }

    /** @param failures 1 or more, the last one included  @return when the next is heard; null when at once */
    Instant blockedUntil(int failures, Instant now) {
        if (failures < free) {
            return null;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(failures - free, DOUBLINGS_MAX));
        return now.plus(wait.compareTo(waitMax) < 0 ? wait : waitMax);
    }
}
