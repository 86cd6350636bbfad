package org.cunlu.logistics.slip;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Opening;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.slip.AffectedTable.Left;
import org.cunlu.logistics.slip.AffectedTable.NotPickedUp;
import org.cunlu.logistics.slip.AffectedTable.Overdue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds parcels that are not where they should be by now, and gives them new ways: whatever was due since it last looked,
 * however long ago that was. All that it does may be done twice; still one instance at a time does it.
 */
@Singleton
class SlipWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SlipWatch.class);
    private static final String ACTOR = "system";
    /** Longer than a round takes; whoever dies in one is followed by another instance after that. */
    private static final int HELD_SECONDS = 120;

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration SWEEP_AT_MOST = Duration.ofSeconds(30);

    private final AffectedTable affected;
    private final WatchTable watches;
    private final Rerouter rerouter;
    private final Sweeping sweeping;
    private final Stranding stranding;
    private final NetworkMaps maps;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration grace;

    /** @param grace how long after a departure its scans may still come before it counts as missed */
    SlipWatch(
            AffectedTable affected,
            WatchTable watches,
            Rerouter rerouter,
            Sweeping sweeping,
            Stranding stranding,
            NetworkMaps maps,
            Transactions transactions,
            Clock clock,
            @Value("${cunlu.logistics.slip-grace:30m}") Duration grace) {
        this.affected = affected;
        this.watches = watches;
        this.rerouter = rerouter;
        this.sweeping = sweeping;
        this.stranding = stranding;
        this.maps = maps;
        this.transactions = transactions;
        this.clock = clock;
        this.grace = grace;
    }

    /** @return false when another instance is at it */
    boolean round() {
        if (!transactions.run(() -> watches.take(HELD_SECONDS))) {
            return false;
        }
        try {
            Instant before = clock.instant().minus(grace);
            // One that fails keeps none of the others from being done.
            each(() -> sweeping.unfinished().forEach(closure -> sweeping.sweep(closure, SWEEP_AT_MOST)));
            each(sweeping::again);
            each(() -> pages(
                    (after, limit) -> affected.leftBehind(before, after, limit),
                    Left::barcode,
                    left -> new Cause(why(left), key(left.leg()), ACTOR)));
            each(() -> pages(
                    (after, limit) -> affected.notPickedUp(before, after, limit),
                    NotPickedUp::barcode,
                    left -> new Cause(SlipReason.LEFT_BEHIND, key(left.pickup()), ACTOR)));
            each(() -> pages((after, limit) -> affected.overdue(before, after, limit), Overdue::barcode, this::cause));
            each(stranding::retry);
        } finally {
            transactions.run(watches::release);
        }
        return true;
    }

    private static void each(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("parcels that slip could not all be looked at; tried again with the next round", e);
        }
    }

    private <T> void pages(
            BiFunction<String, Integer, List<T>> read, Function<T, String> barcode, Function<T, Cause> cause) {
        String after = "";
        for (List<T> page = read.apply(after, Rerouter.BATCH);
                !page.isEmpty();
                page = read.apply(after, Rerouter.BATCH)) {
            page.stream()
                    .collect(Collectors.groupingBy(cause, Collectors.mapping(barcode, Collectors.toList())))
                    .forEach((why, barcodes) -> rerouter.reroute(barcodes, why));
            after = barcode.apply(page.getLast());
        }
    }

    /** A departure from a node is one cause for all that it left there. */
    private static String key(Leg leg) {
        return "departure:" + leg.lineCode() + "/" + leg.serviceDate() + "@" + leg.fromNode();
    }

    private SlipReason why(Left left) {
        if (left.state() == ParcelState.BOOKED || left.readyAt() == null) {
            return SlipReason.MISSED_CUT_OFF;
        }
        Opening opening = maps.current().openings().get(left.leg().fromNode());
        Duration handling = Duration.ofMinutes(opening == null || !left.onward() ? 0 : opening.handlingMinutes());
        boolean inTime = !left.readyAt().plus(handling).isAfter(left.leg().departsAt());
        if (inTime) {
            return SlipReason.LEFT_BEHIND;
        }
        return left.onward() ? SlipReason.MISSED_CONNECTION : SlipReason.MISSED_CUT_OFF;
    }

    /** As late again as it is late already: else people would be told of another half hour every half hour. */
    private Cause cause(Overdue late) {
        Instant now = clock.instant();
        Duration behind = Duration.between(late.first(), now);
        boolean nothingKnown = late.atDestination() || why(late) == SlipReason.RAN_LATE;
        Instant notBefore = nothingKnown ? now.plus(behind.compareTo(A_DAY) > 0 ? A_DAY : behind) : null;
        return new Cause(why(late), "promise:" + late.promised(), ACTOR, null, notBefore);
    }

    private static SlipReason why(Overdue late) {
        return switch (late.state()) {
            case BOOKED -> SlipReason.MISSED_CUT_OFF;
            case AT_NODE -> late.atDestination() ? SlipReason.RAN_LATE : SlipReason.MISSED_CONNECTION;
            default -> SlipReason.RAN_LATE;
        };
    }
}
