package org.cunlu.logistics.departure;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.departure.DepartureTable.Trip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Departures take what their line does, as long as people said nothing else: also when the line is loaded anew. */
@Singleton
class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final DepartureTable departures;
    private final RoomMemory memory;
    private final Timetables timetables;
    private final Overflowing overflowing;
    private final GivingWay givingWay;
    private final Reseating reseating;
    private final Transactions transactions;
    private final Clock clock;
    private volatile @Nullable NetworkMap followed;

    Following(
            DepartureTable departures,
            RoomMemory memory,
            Timetables timetables,
            Overflowing overflowing,
            GivingWay givingWay,
            Reseating reseating,
            Transactions transactions,
            Clock clock) {
        this.departures = departures;
        this.memory = memory;
        this.timetables = timetables;
        this.overflowing = overflowing;
        this.givingWay = givingWay;
        this.reseating = reseating;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Safe to repeat, and for several instances to do at once.
     * @param changed lines whose departures changed; all are looked at when the network did
     */
    void follow(Set<String> changed) {
        reseating.follow();
        LocalDate today = CountyTime.date(clock.instant());
        NetworkMap map = timetables.current();
        for (Line line : timetables.lines().values()) {
            if ((map != followed || changed.contains(line.code())) && !memory.follows(line, today)) {
                follow(line, today);
            }
        }
        if (map != followed) {
            settle(departures.over(today));
            followed = map;
        }
    }

    private void settle(List<Trip> over) {
        over.forEach(trip -> transactions.run(() -> overflowing.settle(trip.lineCode(), trip.serviceDate())));
    }

    private void follow(Line line, LocalDate today) {
        int changed = transactions.run(() -> departures.follow(line, today));
        settle(departures.over(today).stream()
                .filter(trip -> trip.lineCode().equals(line.code()))
                .toList());
        LocalDate last = today.plusDays(365);
        memory.put(departures.of(List.of(line.code()), today, last));
        givingWay.tell();
        LOG.info("line {}: {} stretches of departures follow what it takes now", line.code(), changed);
    }
}
