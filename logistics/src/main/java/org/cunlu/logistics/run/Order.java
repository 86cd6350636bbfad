package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cunlu.logistics.run.Answer.No;
import org.cunlu.logistics.run.DatedTrip.Planned;
import org.cunlu.logistics.run.StopTable.Seen;

/** In which order a run can go, by what is known of its stops. */
final class Order {
    private final DatedTrip trip;
    private final List<Seen> seen;
    private final Duration slack;

    /** @param slack by how much two clocks may differ after correction */
    Order(DatedTrip trip, List<Seen> seen, Duration slack) {
        this.trip = trip;
        this.seen = seen;
        this.slack = slack;
    }

    @Nullable
    private Seen seen(Planned stop) {
        return seen.stream()
                .filter(each -> each.seq() == stop.seq())
                .findFirst()
                .orElse(null);
    }

    private boolean behind(Planned stop) {
        Seen at = seen(stop);
        return at != null && (at.departedAt() != null || at.passedAt() != null);
    }

    /** @return the stop that a step speaks of: a line may call at a node twice; null for none */
    @Nullable
    Planned stop(Step step) {
        List<Planned> there = trip.stops().stream()
                .filter(stop -> stop.nodeCode().equals(step.node()))
                .toList();
        if (there.isEmpty()) {
            return null;
        }
        return switch (step.kind()) {
            case ARRIVE, PASS ->
                there.stream().filter(stop -> seen(stop) == null).findFirst().orElseGet(there::getLast);
            case DEPART ->
                there.stream().filter(stop -> !behind(stop)).findFirst().orElseGet(there::getLast);
            default ->
                there.reversed().stream()
                        .filter(stop -> seen(stop) != null)
                        .findFirst()
                        .orElseGet(there::getFirst);
        };
    }

    /** @return why the step cannot be at this moment, or null */
    @Nullable
    No why(Step step, Planned stop, Instant at) {
        Seen here = seen(stop);
        No no = switch (step.kind()) {
            case ARRIVE ->
                here != null && here.passedAt() != null ? No.ALREADY_PASSED : here == null ? null : No.ALREADY_ARRIVED;
            case DEPART -> whyNotLeave(stop, here, at);
            case PASS -> whyNotPass(stop, here);
            default -> whyNotAt(step, stop, here, at);
        };
        if (no != null) {
            return no;
        }
        if (trip.byTimetable()
                && stop.seq() > 0
                && at.plus(slack).isBefore(trip.first().departsAt())) {
            return No.TOO_EARLY;
        }
        return contradicted(stop, at) ? No.OUT_OF_ORDER : null;
    }

    @Nullable
    private No whyNotLeave(Planned stop, @Nullable Seen here, Instant at) {
        if (stop.seq() == trip.last().seq()) {
            return No.NOT_A_STOP;
        }
        if (here != null && here.departedAt() != null) {
            return No.ALREADY_DEPARTED;
        }
        if (here != null && here.passedAt() != null) {
            return No.ALREADY_PASSED;
        }
        if (here != null && at.plus(slack).isBefore(here.arrivedAt())) {
            return No.OUT_OF_ORDER;
        }
        return trip.byTimetable() && at.isBefore(stop.departsAt()) ? No.TOO_EARLY : null;
    }

    @Nullable
    private No whyNotPass(Planned stop, @Nullable Seen here) {
        if (stop.seq() == 0) {
            return No.NOT_A_STOP;
        }
        return here == null ? null : here.passedAt() != null ? No.ALREADY_PASSED : No.ALREADY_ARRIVED;
    }

    @Nullable
    private No whyNotAt(Step step, Planned stop, @Nullable Seen here, Instant at) {
        boolean gives = step.kind() == Step.Kind.HAND_OVER;
        if (gives ? stop.seq() == 0 : stop.seq() == trip.last().seq()) {
            return No.OTHER_STOP;
        }
        if (here == null) {
            return stop.seq() == 0 ? null : No.NOT_ARRIVED;
        }
        if (here.passedAt() != null) {
            return No.ALREADY_PASSED;
        }
        boolean gone = here.departedAt() != null && at.minus(slack).isAfter(here.departedAt());
        return gone ? No.ALREADY_DEPARTED : null;
    }

    private boolean contradicted(Planned stop, Instant at) {
        return seen.stream()
                .anyMatch(other -> (other.seq() < stop.seq() && at.plus(slack).isBefore(other.last()))
                        || (other.seq() > stop.seq() && at.minus(slack).isAfter(other.first())));
    }
}
