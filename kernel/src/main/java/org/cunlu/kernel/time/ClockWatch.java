package org.cunlu.kernel.time;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.cunlu.kernel.id.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps this instance's clock as the table has it, and tells by a heartbeat which version that is. Demo mode only. */
@Context
@Requires(property = "cunlu.demo", value = "true")
class ClockWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration EVERY = Duration.ofMillis(200);

    private final CountyClock clock;
    private final ClockTable table;
    private final String instanceId;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("county-clock").factory());

    ClockWatch(CountyClock clock, ClockTable table, Ids ids) {
        this.clock = clock;
        this.table = table;
        this.instanceId = ids.next();
    }

    @PostConstruct
    void start() {
        // Known before it has read the time: whoever moves the clock from here on waits for this instance.
        table.heartbeat(instanceId, 0);
        table.sweep();
        beat();
        timer.scheduleWithFixedDelay(this::tryBeat, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(2, TimeUnit.SECONDS);
            table.leave(instanceId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("could not sign off; others stop waiting for this instance after a while", e);
        }
    }

    void beat() {
        table.heartbeat(instanceId, clock.refresh());
    }

    private void tryBeat() {
        try {
            beat();
        } catch (RuntimeException e) {
            LOG.warn("county clock could not be read, tried again at once: {}", e.getMessage());
        }
    }
}
