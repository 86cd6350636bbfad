package org.cunlu.logistics.departure;

import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.departure.DepartureTable.Changed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the memory of what is held beside the table: all of it at the start, then what changed. */
@Context
class RoomWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RoomWatch.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    /** A row has the time of its statement, and is seen when that is committed: a lock may be waited for 10 s. */
    private static final Duration OVERLAP = Duration.ofSeconds(15);
    /** A service day runs into the next ones. */
    private static final int DAYS_BACK = 2;

    private final DepartureTable departures;
    private final RoomMemory memory;
    private final Following following;
    private final Transactions transactions;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("room-watch").factory());
    private volatile @Nullable Instant seen;
    private LocalDate first = LocalDate.MIN;

    RoomWatch(
            DepartureTable departures, RoomMemory memory, Following following, Transactions transactions, Clock clock) {
        this.departures = departures;
        this.memory = memory;
        this.following = following;
        this.transactions = transactions;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        look();
        timer.scheduleWithFixedDelay(this::tryLook, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    private void tryLook() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("what is held on departures could not be read anew: {}", e.getMessage());
        }
    }

    private synchronized void look() {
        LocalDate today = CountyTime.date(clock.instant()).minusDays(DAYS_BACK);
        boolean all = !today.equals(first);
        List<Changed> changed = transactions.read(
                () -> all || seen == null ? departures.from(today) : departures.since(seen.minus(OVERLAP)));
        memory.put(changed.stream().map(Changed::part).toList());
        changed.stream().map(Changed::at).max(Comparator.naturalOrder()).ifPresent(latest -> {
            if (seen == null || latest.isAfter(seen)) {
                seen = latest;
            }
        });
        if (all) {
            memory.forget(today);
            first = today;
        }
        following.follow(
                changed.stream().map(each -> each.part().stretch().lineCode()).collect(Collectors.toSet()));
    }
}
