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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.run.CrewKeeping.Crew;
import org.cunlu.logistics.run.RunSheet.Sheet;

/** The trips of a day in the caller's part of the county: who drives them, how they run, how full they are. */
@Controller("/api/dispatch/trips")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class TripController {
    private static final String LOOK = "logistics.trip";

    private final Trips trips;
    private final TripBoard board;
    private final RunSheet sheets;
    private final CrewKeeping keeping;
    private final VehicleNaming vehicles;
    private final Clock clock;

    TripController(
            Trips trips, TripBoard board, RunSheet sheets, CrewKeeping keeping, VehicleNaming vehicles, Clock clock) {
        this.trips = trips;
        this.board = board;
        this.sheets = sheets;
        this.keeping = keeping;
        this.vehicles = vehicles;
        this.clock = clock;
    }

    @Serdeable
    record Day(LocalDate date, List<TripBoard.Row> trips) {}

    /** @param accounts who is to drive it, none to take all off @param version the one that was seen; 0 before the first */
    @Serdeable
    record CrewOrder(
            @NotNull @Size(max = CrewKeeping.CREW_MAX) List<@NotBlank @Size(max = 64) String> accounts,

            @Min(0) @Max(Integer.MAX_VALUE) int version) {}

    /** @param vehicle its code, null for none @param version the one that was seen; 0 before the first */
    @Serdeable
    record VehicleOrder(
            @Nullable @Size(min = 1, max = 32) String vehicle,
            @Min(0) @Max(Integer.MAX_VALUE) int version) {}

    /** @param taken how many reports were new */
    @Serdeable
    record Noted(int taken) {}

    /** Trips that call at a node of the caller's. @param date today when nothing is asked */
    @Get
    Day trips(Caller caller, @Nullable @QueryValue LocalDate date) {
        LocalDate day = date == null ? CountyTime.date(clock.instant()) : date;
        return new Day(day, board.on(caller, day));
    }

    @Get("/{line}/{date}")
    Sheet trip(Caller caller, String line, LocalDate date) {
        return sheets.of(trips.seenBy(caller, line, date, LOOK));
    }

    /** Names who drives a trip all of whose stops are the caller's. */
    @Post("/{line}/{date}/crew")
    Crew crew(Caller caller, String line, LocalDate date, @Body @Valid CrewOrder order) {
        return keeping.name(caller, line, date, order.accounts(), order.version());
    }

    /** Names with which vehicle a trip goes all of whose stops are the caller's. */
    @Post("/{line}/{date}/vehicle")
    VehicleNaming.Going vehicle(Caller caller, String line, LocalDate date, @Body @Valid VehicleOrder order) {
        return vehicles.name(caller, line, date, order.vehicle(), order.version());
    }

    /** Takes note of all that the crew reported until now. */
    @Post("/{line}/{date}/reports/seen")
    Noted seen(Caller caller, String line, LocalDate date) {
        return new Noted(board.seen(caller, line, date));
    }
}
