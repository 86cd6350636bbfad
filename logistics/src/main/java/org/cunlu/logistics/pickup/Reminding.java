package org.cunlu.logistics.pickup;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.pickup.PickupTable.Pickup;

/** Reminds recipients of what waits, each time once, whichever instance comes first. What was slept through comes as one. */
@Singleton
class Reminding {
    private static final int BATCH = 200;

    private final PickupTable pickups;
    private final LastDay lastDay;
    private final Telling telling;
    private final Transactions transactions;
    private final Clock clock;

    Reminding(PickupTable pickups, LastDay lastDay, Telling telling, Transactions transactions, Clock clock) {
        this.pickups = pickups;
        this.lastDay = lastDay;
        this.telling = telling;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks by real time for what is due by the county's. */
    @Singleton
    @Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
    static class Job {
        private final Reminding reminding;

        Job(Reminding reminding) {
            this.reminding = reminding;
        }

        @Scheduled(fixedDelay = "10s", initialDelay = "9s")
        void run() {
            reminding.all();
        }
    }

    /** @return how many were reminded */
    int all() {
        int reminded = 0;
        for (var due = pickups.toRemind(clock.instant(), BATCH);
                !due.isEmpty();
                due = pickups.toRemind(clock.instant(), BATCH)) {
            for (Pickup pickup : due) {
                reminded += transactions.run(() -> remind(pickup)) ? 1 : 0;
            }
        }
        return reminded;
    }

    private boolean remind(Pickup pickup) {
        Instant now = clock.instant();
        Instant next = lastDay.remindAt(pickup.parcel().nodeCode(), pickup.collectBy(), now);
        boolean first = pickups.reminded(pickup, next);
        if (first && now.isBefore(pickup.collectBy())) {
            telling.waits(pickup);
        }
        return first;
    }
}
