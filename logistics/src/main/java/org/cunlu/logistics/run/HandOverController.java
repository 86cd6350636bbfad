package org.cunlu.logistics.run;

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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.run.HandOverTable.State;
import org.cunlu.logistics.run.HandOverTable.Way;

/** What a trip's crew says it gave to one's own node or took from it; one's own scans are the answer. */
@Controller("/api/station/hand-overs")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class HandOverController {
    private static final String ACT = "logistics.hand-over";

    private final Trips trips;
    private final HandOvers handOvers;
    private final HandOverTable words;
    private final Workplaces workplaces;

    HandOverController(Trips trips, HandOvers handOvers, HandOverTable words, Workplaces workplaces) {
        this.trips = trips;
        this.handOvers = handOvers;
        this.words = words;
        this.workplaces = workplaces;
    }

    /** @param way GIVEN to the node or TAKEN from it @param saidAt null where the crew said nothing of it */
    @Serdeable
    record Item(
            Way way, String number, State state, @Nullable Instant saidAt) {}

    @Serdeable
    record HandOver(String trip, String node, List<Item> items) {}

    /** @param node where the trip stood */
    @Serdeable
    record Settlement(@NotBlank @Size(max = 32) String node) {}

    @Get("/{line}/{date}")
    HandOver handOver(Caller caller, String line, LocalDate date, @QueryValue String node) {
        return answer(own(caller, line, date, node), node);
    }

    /** All that came is scanned: what the crew says is compared with it now. Doing it again changes nothing. */
    @Post("/{line}/{date}/settlement")
    HandOver settle(Caller caller, String line, LocalDate date, @Body @Valid Settlement settlement) {
        DatedTrip trip = own(caller, line, date, settlement.node());
        handOvers.settle(trip, settlement.node(), caller.accountId());
        return answer(trip, settlement.node());
    }

    private DatedTrip own(Caller caller, String line, LocalDate date, String node) {
        workplaces.own(caller, node, ACT, Workplaces.HANDS);
        return trips.find(line, date)
                .filter(trip ->
                        trip.stops().stream().anyMatch(stop -> stop.nodeCode().equals(node)))
                .orElseThrow(ProblemException::notFound);
    }

    private HandOver answer(DatedTrip trip, String node) {
        return new HandOver(
                trip.code(),
                node,
                words.of(trip).stream()
                        .filter(word -> word.nodeCode().equals(node))
                        .map(word -> new Item(word.way(), word.thing(), word.state(), word.saidAt()))
                        .toList());
    }
}
