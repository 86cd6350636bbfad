package org.cunlu.orders.photos;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Forgets photos that nothing came to name within a day. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class UnusedBuyerPhotosJob {
    private static final Duration AGE = Duration.ofHours(24);
    private static final int BATCH = 100;

    private final BuyerPhotoTable table;

    UnusedBuyerPhotosJob(BuyerPhotoTable table) {
        this.table = table;
    }

    @Scheduled(fixedDelay = "10m", initialDelay = "2m")
    void run() {
        table.forgetUnused(AGE, BATCH);
    }
}
