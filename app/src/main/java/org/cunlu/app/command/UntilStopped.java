package org.cunlu.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a command serve until Ctrl-C or a signal, and lets the process end only when the command has tidied up. */
final class UntilStopped {
    private static final int TIDY_SECONDS = 40;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch tidied = new CountDownLatch(1);

    UntilStopped() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            asked.countDown();
            try {
                tidied.await(TIDY_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    void await() throws InterruptedException {
        asked.await();
    }

    void tidied() {
        tidied.countDown();
    }
}
