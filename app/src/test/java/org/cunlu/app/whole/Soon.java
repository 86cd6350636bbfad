package org.cunlu.app.whole;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** What comes by events and jobs is true a little later. */
final class Soon {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Soon() {}

    static void is(ThrowingRunnable check) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(check);
    }
}
