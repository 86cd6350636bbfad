package org.cunlu.accounts.person;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** So many at once after a quiet time, then evenly. */
class Pace {
    private final long nanosEach;
    private final long burstNanos;
    private final LongSupplier nanoTime;
    /** When all that was admitted so far would be done if it were done evenly. */
    private long until;

    Pace(double perSecond, int burst, LongSupplier nanoTime) {
        this.nanosEach = Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond);
        this.burstNanos = nanosEach * burst;
        this.nanoTime = nanoTime;
        this.until = nanoTime.getAsLong();
    }

    /** Admits one more. @return how long it has to wait, in nanoseconds; 0 for not at all */
    synchronized long next() {
        long now = nanoTime.getAsLong();
        until = (until - now < 0 ? now : until) + nanosEach;
        return Math.max(0, until - now - burstNanos);
    }
}
