package org.cunlu.logistics.network;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the network in memory, because promise and checkout read it hot, and reads it anew when its version changed. */
@Context
class NetworkWatch implements NetworkMaps {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkWatch.class);
    /** Two of these and a reading stay below the two seconds that other instances are promised. */
    private static final Duration EVERY = Duration.ofMillis(500);

    private final NetworkTables tables;
    private final ClosureTable closures;
    private final Transactions transactions;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("network-watch").factory());
    private final List<Consumer<NetworkMap>> readers = new CopyOnWriteArrayList<>();
    private volatile Snapshot snapshot;

    NetworkWatch(NetworkTables tables, ClosureTable closures, Transactions transactions) {
        this.tables = tables;
        this.closures = closures;
        this.transactions = transactions;
    }

    @PostConstruct
    void start() {
        refresh();
        timer.scheduleWithFixedDelay(this::tryRefresh, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    Snapshot snapshot() {
        return snapshot;
    }

    @Override
    public NetworkMap current() {
        return snapshot.map();
    }

    @Override
    public boolean newest(NetworkMap map) {
        return map.version() == transactions.read(tables::version);
    }

    @Override
    public void beforeEach(Consumer<NetworkMap> reader) {
        readers.add(reader);
    }

    private synchronized void refresh() {
        long version = transactions.read(tables::version);
        while (snapshot == null || snapshot.map().version() != version) {
            Tables read = transactions.read(tables::read);
            List<Closure> closed = transactions.read(closures::standing);
            // Statements see what is committed when they begin, so a change in between would tear the picture.
            long after = transactions.read(tables::version);
            if (after == version) {
                Snapshot next = Snapshot.of(version, read, closed);
                readers.forEach(reader -> reader.accept(next.map()));
                snapshot = next;
                LOG.info(
                        "network version {}: {} nodes, {} lines",
                        version,
                        read.places().size(),
                        read.lines().size());
            }
            version = after;
        }
    }

    /** Called by the timer, and at once by whoever has changed the network; not inside a transaction. */
    void tryRefresh() {
        try {
            refresh();
        } catch (RuntimeException e) {
            LOG.warn(
                    "network could not be read anew, version {} stays in force: {}",
                    snapshot.map().version(),
                    e.getMessage());
        }
    }
}
