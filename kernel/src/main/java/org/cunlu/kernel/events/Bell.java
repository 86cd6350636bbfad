package org.cunlu.kernel.events;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay of this process when something was committed; many rings before it wakes are one. */
@Singleton
class Bell {
    private final Semaphore rung = new Semaphore(0);

    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /**
     * Returns when somebody rings, at once when somebody has, and after {@code longest} in any case.
     * @return whether somebody had, before one began to wait
     */
    boolean await(Duration longest) throws InterruptedException {
        boolean before = rung.tryAcquire();
        if (before || rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
        return before;
    }
}
