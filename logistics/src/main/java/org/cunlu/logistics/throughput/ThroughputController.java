package org.cunlu.logistics.throughput;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.WorkDone;
import org.cunlu.logistics.WorkDone.Tally;
import org.cunlu.logistics.Workplaces;

/** Scans and picks per worker and hour, at the nodes of one's own part of the county. Workers are told by their ids alone. */
@Controller("/api/dispatch/throughput")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class ThroughputController {
    private static final List<Role> LOOKERS = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);
    private static final int DAYS_MAX = 31;

    private final Collection<WorkDone> rooms;
    private final Workplaces workplaces;

    ThroughputController(Collection<WorkDone> rooms, Workplaces workplaces) {
        this.rooms = rooms;
        this.workplaces = workplaces;
    }

    /** @param from the first day, and {@code to} the last, by the county's time; at most 31 days */
    @Get
    List<Tally> done(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @QueryValue LocalDate from,
            @QueryValue LocalDate to) {
        workplaces.own(caller, node, "logistics.throughput-look", LOOKERS);
        if (!CountyTime.usual(from)
                || !CountyTime.usual(to)
                || to.isBefore(from)
                || !to.isBefore(from.plusDays(DAYS_MAX))) {
            throw ProblemException.invalid(
                    "to", "days-wrong", "起止日期不对，最多 31 天 · From a day to the same or a later one, 31 at most");
        }
        Instant begin = CountyTime.instant(from, LocalTime.MIDNIGHT);
        Instant end = CountyTime.instant(to.plusDays(1), LocalTime.MIDNIGHT);
        return rooms.stream()
                .flatMap(room -> room.done(node, begin, end).stream())
                .sorted(Comparator.comparing(Tally::hour)
                        .thenComparing(Tally::worker)
                        .thenComparing(Tally::kind))
                .toList();
    }
}
