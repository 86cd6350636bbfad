package org.cunlu.logistics.run;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Photos;
import org.cunlu.logistics.run.Answer.No;
import org.cunlu.logistics.run.DatedTrip.Planned;

/**
 * Takes one step of a run: asks whose trip it is and whether the step was answered before, lets the goods take their scan, and
 * then writes down what the crew said together with the answer. A step that stops between the two is sent again and finds its
 * scan answered.
 */
@Singleton
class Driving {
    private static final String ACT = "logistics.run";
    /** Steps that tell how late it is. */
    private static final Set<Step.Kind> TIMES = Set.of(Step.Kind.ARRIVE, Step.Kind.DEPART, Step.Kind.LATE);

    /** Steps that tell that a stop lies behind it. */
    private static final Set<Step.Kind> GONE = Set.of(Step.Kind.DEPART, Step.Kind.PASS);

    private final Trips trips;
    private final RunTable runs;
    private final StopTable stops;
    private final StepTable steps;
    private final Goods goods;
    private final Lateness lateness;
    private final Passing passing;
    private final Photos photos;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;
    private final Duration slack;
    private final Duration oldest;

    Driving(
            Trips trips,
            RunTable runs,
            StopTable stops,
            StepTable steps,
            Goods goods,
            Lateness lateness,
            Passing passing,
            Photos photos,
            Transactions transactions,
            Trail trail,
            Clock clock,
            @Value("${cunlu.logistics.clock-slack:2m}") Duration slack,
            @Value("${cunlu.logistics.offline-max:7d}") Duration oldest) {
        this.trips = trips;
        this.runs = runs;
        this.stops = stops;
        this.steps = steps;
        this.goods = goods;
        this.lateness = lateness;
        this.passing = passing;
        this.photos = photos;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
        this.slack = slack;
        this.oldest = oldest;
    }

    /** A step by somebody who drives the trip. @param stop where it happens; null for a report that names none */
    record Call(
            Caller crew,
            Step step,
            DatedTrip trip,
            String county,
            @Nullable Planned stop,
            Instant at,
            Instant now) {
        String actor() {
            return crew.accountId();
        }
    }

    /** @param madeAt when it happened, by our clock; null for now */
    Answer take(Caller crew, Step step, @Nullable Instant madeAt) {
        if (!step.named()) {
            return Answer.refused(step, No.STEP_INVALID);
        }
        Optional<DatedTrip> trip = trips.find(step.trip());
        if (trip.isEmpty()) {
            return Answer.refused(step, No.TRIP_UNKNOWN);
        }
        if (!trips.drives(crew, trip.get())) {
            // Not kept: a stranger must not take a step id from those who drive.
            trail.refused(crew.accountId(), ACT, trip.get().code(), No.TRIP_UNKNOWN.code());
            return Answer.refused(step, No.TRIP_UNKNOWN);
        }
        return remembered(step).orElseGet(() -> takeFirst(crew, step, trip.get(), madeAt));
    }

    private Optional<Answer> remembered(Step step) {
        return steps.remembered(step)
                .map(first -> first.same() ? first.answer().repeated() : Answer.refused(step, No.STEP_ID_REUSED));
    }

    private Answer takeFirst(Caller crew, Step step, DatedTrip trip, @Nullable Instant madeAt) {
        Instant now = clock.instant();
        Instant at = madeAt == null || madeAt.isAfter(now) ? now : madeAt;
        Planned stop = step.node() == null ? null : order(trip).stop(step);
        var call = new Call(crew, step, trip, trips.county(trip), stop, at, now);
        No no = why(call);
        if (no != null) {
            return kept(call, () -> Answer.refused(step, no));
        }
        Answer scanned = goods.scan(call);
        if (!scanned.applied()) {
            return kept(call, () -> scanned);
        }
        Answer answer = kept(call, () -> write(call, scanned));
        if (answer.applied() && GONE.contains(step.kind())) {
            passing.follow(trip, call.actor(), step.why());
        }
        if (answer.applied() && TIMES.contains(step.kind())) {
            lateness.follow(trip, call.actor(), step.why());
        }
        return answer;
    }

    private Order order(DatedTrip trip) {
        return new Order(trip, stops.of(trip), slack);
    }

    @Nullable
    private No why(Call call) {
        if (!call.step().whole()) {
            return No.STEP_INVALID;
        }
        if (call.at().isBefore(call.now().minus(oldest))) {
            return No.TOO_OLD;
        }
        if (call.stop() == null) {
            return call.step().node() == null ? null : No.NOT_A_STOP;
        }
        return call.step().kind().atStop() ? order(call.trip()).why(call.step(), call.stop(), call.at()) : null;
    }

    /** Rivals with the same step: the key lets one through, the others get its answer. */
    private Answer kept(Call call, Supplier<Answer> work) {
        try {
            return transactions.run(() -> {
                Answer answer = work.get();
                steps.insert(call.step(), call.trip(), call.county(), call.actor(), call.at(), call.now(), answer);
                return answer;
            });
        } catch (RuntimeException e) {
            boolean duplicate = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
            if (!duplicate) {
                throw e;
            }
            return remembered(call.step()).orElseThrow(() -> e);
        }
    }

    /** Where the step makes a scan, that names the photo, and is refused with it. */
    private boolean photoKept(Call call) {
        String photo = call.step().photoId();
        return photo == null || photos.keep(photo, call.stop().nodeCode(), call.actor());
    }

    /** With the trip in hand: what two of its crew do at once takes turns, and the second may be too late. */
    private Answer write(Call call, Answer scanned) {
        runs.lock(call.trip(), call.county());
        No no = why(call);
        if (no == null && !photoKept(call)) {
            no = No.PHOTO_UNKNOWN;
        }
        if (no != null) {
            return Answer.refused(call.step(), no);
        }
        DatedTrip trip = call.trip();
        switch (call.step().kind()) {
            case ARRIVE -> {
                stops.arrived(trip, call.stop(), call.county(), call.at());
                runs.saidLate(trip, null);
            }
            case DEPART -> {
                stops.departed(trip, call.stop(), call.county(), call.at());
                runs.saidLate(trip, null);
            }
            case PASS -> stops.passed(trip, call.stop(), call.county(), call.at());
            case LATE -> runs.saidLate(trip, call.step().minutes());
            case HAND_OVER, COLLECT, TAKE_OFF -> goods.say(call, scanned);
            case BROKE_DOWN, ROAD_CLOSED -> {
                // A report, and nothing else.
            }
        }
        return scanned;
    }
}
