package org.cunlu.logistics.availability;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.logistics.AvailabilityChanged;
import org.cunlu.logistics.AvailabilityChanged.At;
import org.cunlu.logistics.AvailabilityNews;
import org.cunlu.logistics.availability.ToldTable.Level;

/**
 * Compares levels with what was told of them. Mostly those that moved a moment ago: a movement is written before its
 * transaction ends, but never a minute before. Now and then all of them, so that nothing stays untold.
 */
@Singleton
class Telling implements AvailabilityNews {
    static final Duration OVERLAP = Duration.ofMinutes(1);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(5);
    private static final int LEVELS_MAX = 2_000;
    /** Below what the job waits, so that one instance alone never misses its turn. */
    private static final long TURN_MILLIS = 1_500;

    private final ToldTable table;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;
    private final WallTime wall;
    private volatile Instant swept = Instant.EPOCH;

    Telling(ToldTable table, Outbox outbox, Transactions transactions, Clock clock, WallTime wall) {
        this.table = table;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
        this.wall = wall;
    }

    /** Several instances take turns: what one has told no other tells. @return how many levels were told */
    int look() {
        transactions.requireNone();
        Instant now = wall.now();
        boolean all = swept.plus(SWEEP_EVERY).isBefore(now);
        int told = transactions.run(() -> table.turn(TURN_MILLIS)
                ? tell(table.changed(all ? null : Ids.from(now.minus(OVERLAP)), LEVELS_MAX))
                : -1);
        if (all && told >= 0 && told < LEVELS_MAX) {
            swept = now;
        }
        return Math.max(0, told);
    }

    @Override
    public void tellNow(String skuCode) {
        transactions.require();
        // Behind whoever looks now, so that what is told last is what was seen last.
        table.lockTurn();
        tell(table.changedOf(skuCode, LEVELS_MAX));
    }

    private int tell(List<Level> changed) {
        if (changed.isEmpty()) {
            return 0;
        }
        Instant at = clock.instant();
        table.told(changed, at);
        record Key(String countyCode, String skuCode) {}
        var bySku = new LinkedHashMap<Key, List<At>>();
        changed.forEach(
                level -> bySku.computeIfAbsent(new Key(level.countyCode(), level.skuCode()), _ -> new ArrayList<>())
                        .add(new At(level.nodeCode(), level.available(), level.before())));
        var events = new ArrayList<AvailabilityChanged>();
        bySku.forEach((key, nodes) -> {
            for (int from = 0; from < nodes.size(); from += AvailabilityChanged.NODES_MAX) {
                int to = Math.min(nodes.size(), from + AvailabilityChanged.NODES_MAX);
                events.add(new AvailabilityChanged(key.skuCode(), key.countyCode(), nodes.subList(from, to), at));
            }
        });
        outbox.appendAll(events);
        return changed.size();
    }
}
