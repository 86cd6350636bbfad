package org.cunlu.logistics.release;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.release.Release.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What time does to releases: proposals lapse, what waits for a way is tried again, late villages and refills are told. Safe to repeat. */
@Singleton
class Watching {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
    private static final int AT_ONCE = 100;
    private static final int OVERDUE = -1;
    private static final String SYSTEM = "system";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private final ReleaseTable table;
    private final PlaceTable places;
    private final Sending sending;
    private final Refilling refilling;
    private final Network network;
    private final Notices notices;
    private final Transactions transactions;
    private final Trail trail;
    private final ReleaseSettings settings;
    private final Clock clock;

    Watching(
            ReleaseTable table,
            PlaceTable places,
            Sending sending,
            Refilling refilling,
            Network network,
            Notices notices,
            Transactions transactions,
            Trail trail,
            ReleaseSettings settings,
            Clock clock) {
        this.table = table;
        this.places = places;
        this.sending = sending;
        this.refilling = refilling;
        this.network = network;
        this.notices = notices;
        this.transactions = transactions;
        this.trail = trail;
        this.settings = settings;
        this.clock = clock;
    }

    /** Every few seconds of real time. */
    @Singleton
    @Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
    static class Job {
        private final Watching watching;

        Job(Watching watching) {
            this.watching = watching;
        }

        @Scheduled(fixedDelay = "7s", initialDelay = "8s")
        void run() {
            watching.round();
        }
    }

    void round() {
        each(ReleaseState.PROPOSED, this::lapse);
        each(ReleaseState.REVIEWED, this::lapse);
        each(ReleaseState.APPROVED, release -> {
            sending.send(release.releaseId());
            late(release);
        });
        each(ReleaseState.BOOKED, release -> {
            sending.ended(release.releaseId());
            late(release);
        });
        all(table::toRefill, this::refill);
    }

    private void each(ReleaseState state, Consumer<Release> work) {
        all((after, limit) -> table.in(state, after, limit), work);
    }

    private static void all(BiFunction<String, Integer, List<Release>> look, Consumer<Release> work) {
        String after = "";
        for (List<Release> some = look.apply(after, AT_ONCE); !some.isEmpty(); some = look.apply(after, AT_ONCE)) {
            for (Release release : some) {
                after = release.releaseId();
                try {
                    work.accept(release);
                } catch (RuntimeException e) {
                    // One that fails keeps none of the others.
                    LOG.warn("release {} was not watched", release.releaseId(), e);
                }
            }
        }
    }

    private void lapse(Release release) {
        Instant now = clock.instant();
        if (release.expired(now)) {
            transactions.run(() -> {
                if (table.move(release, ReleaseState.EXPIRED, SYSTEM, now, null)) {
                    trail.record(
                            SYSTEM,
                            "logistics.release-lapse",
                            release.releaseId(),
                            release.state().name(),
                            "EXPIRED");
                }
            });
        }
    }

    private void late(Release release) {
        Instant now = clock.instant();
        for (Place place : places.late(release.releaseId(), release.deliverBy(), now)) {
            transactions.run(() -> {
                if (places.lateTold(release.releaseId(), place.nodeCode(), now)) {
                    trail.record(
                            SYSTEM,
                            "logistics.release-late",
                            release.releaseId(),
                            null,
                            place.nodeCode() + (place.hindrance() == null ? "" : ": " + place.hindrance()));
                    tellLate(release, place);
                }
            });
        }
    }

    private void tellLate(Release release, Place place) {
        String station = network.node(place.nodeCode()).map(Node::name).orElse(place.nodeCode());
        tell(
                release,
                Notices.Kind.RELEASE_LATE,
                Map.of(
                        "release",
                        release.releaseId(),
                        "station",
                        station,
                        "time",
                        TIME.format(CountyTime.at(release.deliverBy()))));
    }

    private void tell(Release release, Notices.Kind kind, Map<String, String> facts) {
        Stream.of(release.proposedBy(), release.approvedBy()).distinct().forEach(who -> notices.tell(who, kind, facts));
    }

    private void refill(Release release) {
        LocalDate today = CountyTime.date(clock.instant());
        if (refilling.whole(release.releaseId())) {
            transactions.run(() -> refilling.refilled(release.releaseId(), today));
            return;
        }
        int left = Math.toIntExact(ChronoUnit.DAYS.between(today, release.refillDue()));
        int due = left < 0
                ? OVERDUE
                : settings.refillAlerts().stream()
                        .filter(days -> left <= days)
                        .mapToInt(Integer::intValue)
                        .min()
                        .orElse(Integer.MAX_VALUE);
        if (due != Integer.MAX_VALUE && (release.refillTold() == null || release.refillTold() > due)) {
            transactions.run(() -> {
                if (table.refillTold(release.releaseId(), due)) {
                    trail.record(
                            SYSTEM, "logistics.release-refill-due", release.releaseId(), null, left + " days left");
                    tell(
                            release,
                            Notices.Kind.RELEASE_REFILL_DUE,
                            Map.of(
                                    "release",
                                    release.releaseId(),
                                    "date",
                                    release.refillDue().toString()));
                }
            });
        }
    }
}
