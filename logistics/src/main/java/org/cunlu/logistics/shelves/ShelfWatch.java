package org.cunlu.logistics.shelves;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.StationShelves;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums every few seconds of real time what lies at nodes and comes to them, while any node has a limit. */
@Context
class ShelfWatch implements StationShelves {
    private static final Logger LOG = LoggerFactory.getLogger(ShelfWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final ShelfTable table;
    private final NetworkMaps maps;
    private final Transactions transactions;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("shelf-watch").factory());
    private volatile Map<String, Filled> filled = Map.of();

    ShelfWatch(ShelfTable table, NetworkMaps maps, Transactions transactions) {
        this.table = table;
        this.maps = maps;
        this.transactions = transactions;
    }

    @PostConstruct
    void start() {
        timer.scheduleWithFixedDelay(this::tryLook, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    @Override
    public Filled filled(String nodeCode) {
        return filled.getOrDefault(nodeCode, Filled.NOTHING);
    }

    /** What was last known stays until it can be read again: a database that is away makes no station full, and none empty. */
    private void tryLook() {
        try {
            filled = limited() ? transactions.read(table::filled) : Map.of();
        } catch (RuntimeException e) {
            LOG.warn("how full the stations are could not be read anew: {}", e.getMessage());
        }
    }

    private boolean limited() {
        return maps.current().nodes().values().stream()
                .anyMatch(node ->
                        node.profile().parcelsMax() != null || node.profile().volumeMaxCm3() != null);
    }
}
