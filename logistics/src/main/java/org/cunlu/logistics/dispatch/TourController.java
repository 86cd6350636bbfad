package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.dispatch.TourTable.Driven;

/** The caller's own published tours: where to go in which order, what to hand over and take, and when he was where. */
@Controller("/api/run/tours")
@Secured("DRIVER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "run")
class TourController {
    private final TourTable tours;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    TourController(TourTable tours, Transactions transactions, Trail trail, Clock clock) {
        this.tours = tours;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    @Serdeable
    record OwnTours(List<Driven> tours) {}

    @Serdeable
    record Manifest(Driven tour, List<TourTable.Stop> stops, List<TourTable.Thing> things) {}

    /** Not in the future; what was told first stays. */
    @Serdeable
    record Been(@Nullable Instant arrivedAt, @Nullable Instant leftAt) {}

    /** Published tours of a day. @param date today when nothing is asked */
    @Get
    OwnTours tours(Caller caller, @Nullable @QueryValue LocalDate date) {
        return new OwnTours(tours.drivenBy(caller.accountId(), date == null ? CountyTime.date(clock.instant()) : date));
    }

    @Get("/{tourId}")
    Manifest manifest(Caller caller, @Size(max = 13) String tourId) {
        Driven tour = own(caller, tourId);
        return new Manifest(tour, tours.stops(tourId), tours.things(tourId));
    }

    /** Tells when the van came to a stop and when it left. Repeating it changes nothing. */
    @Post("/{tourId}/stops/{seq}")
    Manifest been(Caller caller, @Size(max = 13) String tourId, int seq, @Body @Valid Been been) {
        own(caller, tourId);
        Instant now = clock.instant();
        if (been.arrivedAt() != null && been.arrivedAt().isAfter(now)
                || been.leftAt() != null && been.leftAt().isAfter(now)) {
            throw ProblemException.invalid("arrivedAt", "time-invalid", "时间在将来 · It lies in the future");
        }
        if (been.leftAt() != null && been.arrivedAt() != null && been.leftAt().isBefore(been.arrivedAt())) {
            throw ProblemException.invalid("leftAt", "time-invalid", "先离开后到达 · It left before it came");
        }
        boolean there = transactions.run(() -> tours.been(tourId, seq, been.arrivedAt(), been.leftAt()));
        if (!there) {
            throw ProblemException.notFound();
        }
        return manifest(caller, tourId);
    }

    /** What is no more published is nobody's any more: whoever drives it looks at his tours anew. */
    private Driven own(Caller caller, String tourId) {
        Driven tour = tours.find(tourId).orElseThrow(ProblemException::notFound);
        if (!caller.accountId().equals(tour.driver()) || !tour.live()) {
            trail.refused(caller.accountId(), "logistics.tour", tourId, "not-found");
            throw ProblemException.notFound();
        }
        return tour;
    }
}
