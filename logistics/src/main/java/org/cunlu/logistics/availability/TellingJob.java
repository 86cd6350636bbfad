package org.cunlu.logistics.availability;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Every two seconds of real time, so that others know within five. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class TellingJob {
    private final Telling telling;

    TellingJob(Telling telling) {
        this.telling = telling;
    }

    @Scheduled(fixedDelay = "2s", initialDelay = "3s")
    void run() {
        telling.look();
    }
}
