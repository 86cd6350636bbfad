package org.cunlu.logistics.proof;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Forgets photos that no scan has named for a day. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class UnusedPhotosJob {
    private static final int BATCH = 100;

    private final PhotoTable table;
    private final Duration age;

    UnusedPhotosJob(PhotoTable table, @Value("${cunlu.logistics.photo-unused:24h}") Duration age) {
        this.table = table;
        this.age = age;
    }

    @Scheduled(initialDelay = "4m", fixedDelay = "10m")
    void run() {
        while (table.forgetUnused(age, BATCH) == BATCH) {
            // Until none is left.
        }
    }
}
