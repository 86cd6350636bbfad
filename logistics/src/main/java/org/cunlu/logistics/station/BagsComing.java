package org.cunlu.logistics.station;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.Bags.TripWithBags;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;

/** Tells a village's keeper when a trip with bags for him has left, once for each trip, whichever instance looks first. */
@Singleton
class BagsComing {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    /** Longer than any trip takes. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Bags bags;
    private final ToldTable told;
    private final Network network;
    private final Grants grants;
    private final Notices notices;
    private final Transactions transactions;
    private final Clock clock;

    BagsComing(
            Bags bags,
            ToldTable told,
            Network network,
            Grants grants,
            Notices notices,
            Transactions transactions,
            Clock clock) {
        this.bags = bags;
        this.told = told;
        this.network = network;
        this.grants = grants;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks by real time. */
    @Singleton
    @Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
    static class Job {
        private final BagsComing coming;

        Job(BagsComing coming) {
            this.coming = coming;
        }

        @Scheduled(fixedDelay = "20s", initialDelay = "14s")
        void run() {
            coming.tell();
        }
    }

    /** @return of how many trips somebody was told */
    int tell() {
        Instant now = clock.instant();
        var known = told.since(now.minus(REMEMBERED));
        return (int) bags.onTrips().stream()
                .filter(trip -> !known.contains(ToldTable.key(trip)))
                .filter(trip -> tell(trip, now))
                .count();
    }

    private boolean tell(TripWithBags trip, Instant now) {
        Optional<Node> station = network.node(trip.toNode()).filter(node -> node.tier() == Node.Tier.VILLAGE);
        return station.isPresent()
                && transactions.run(() -> {
                    boolean first = told.first(trip, now);
                    if (first) {
                        tell(trip, station.get());
                    }
                    return first;
                });
    }

    private void tell(TripWithBags trip, Node station) {
        var facts = Map.of(
                "trip",
                trip.lineCode(),
                "station",
                station.name(),
                "count",
                String.valueOf(trip.bags()),
                "time",
                trip.arrivesAt() == null ? "?" : TIME.format(CountyTime.at(trip.arrivesAt())));
        grants.holders(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, station.code()))
                .forEach(keeper -> notices.tell(keeper, Notices.Kind.BAGS_COMING, facts));
    }
}
