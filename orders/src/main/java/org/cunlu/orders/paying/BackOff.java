package org.cunlu.orders.paying;

import java.time.Duration;

/** How long to wait before a gateway is asked again: twice as long each time, up to an hour. */
final class BackOff {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int DOUBLINGS_MAX = 20;

    private BackOff() {}

    /** @param asked how often it was asked so far, 0 or more */
    static Duration after(Duration first, int asked) {
        Duration wait = first.multipliedBy(1L << Math.min(asked, DOUBLINGS_MAX));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
