package org.cunlu.logistics.timetable;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.TimetableDesk;

/** When lines go and what they take, changed from a day on by whoever all their stops belong to. */
@Controller("/api/dispatch/lines")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class LineController {
    private static final int TONNES_100 = 100_000_000;
    private static final int CUBIC_METRES_200 = 200_000_000;

    private final TimetableDesk desk;

    LineController(TimetableDesk desk) {
        this.desk = desk;
    }

    /** @param arriveMinute minutes after the midnight at which the service day begins @param departMinute not before that */
    @Serdeable
    record StopAt(
            @NotBlank @Size(max = 32) String node,
            @Min(0) @Max(Line.MINUTES_MAX - 1) int arriveMinute,
            @Min(0) @Max(Line.MINUTES_MAX - 1) int departMinute) {}

    /** @param until last service date, null for ever @param pieces null for as many as there is room for */
    @Serdeable
    record Terms(
            @NotEmpty Set<@NotNull DayOfWeek> days,
            @Nullable LocalDate until,
            @Min(1) @Max(TONNES_100) long weightGrams,
            @Min(1) @Max(CUBIC_METRES_200) long volumeCm3,
            @Nullable @Min(1) @Max(100_000) Integer pieces,
            @NotEmpty @Size(max = 60) List<@NotNull @Valid StopAt> stops) {
        TimetableDesk.Terms asked() {
            return new TimetableDesk.Terms(
                    days,
                    until,
                    weightGrams,
                    volumeCm3,
                    pieces,
                    stops.stream()
                            .map(stop -> new Line.Stop(stop.node(), stop.arriveMinute(), stop.departMinute()))
                            .toList());
        }
    }

    /**
     * @param version as {@code GET} told it
     * @param from first service date on which it holds, today or later
     * @param terms null when the line ends, so that it goes for the last time before {@code from}
     * @param agreed parcels whose departure may be changed by it; what was foreseen
     */
    @Serdeable
    record Change(
            @NotBlank @Size(max = 32) String version,
            @NotNull LocalDate from,
            @Nullable @Valid Terms terms,
            @Min(0) @Max(Integer.MAX_VALUE) long agreed,
            @NotBlank @Size(min = 2, max = 200) String why) {
        TimetableDesk.Change asked(String line) {
            return new TimetableDesk.Change(
                    line, version, from, terms == null ? null : terms.asked(), agreed, why.strip());
        }
    }

    /** @param like line whose kind of vehicle, classes of goods and holidays it has */
    @Serdeable
    record Fresh(
            @NotBlank @Size(max = 32) String code,
            @NotBlank @Size(max = 120) String name,
            @Nullable @Size(max = 120) String route,
            @NotBlank @Size(max = 32) String like,
            @NotNull LocalDate from,
            @NotNull @Valid Terms terms,
            @NotBlank @Size(min = 2, max = 200) String why) {}

    @Get("/{line}")
    TimetableDesk.Kept line(Caller caller, String line) {
        return desk.line(caller, line);
    }

    /** What a change would do to departures on which something is held. Changes nothing. */
    @Post("/{line}/outlook")
    TimetableDesk.Foreseen foresee(Caller caller, String line, @Body @Valid Change change) {
        return desk.foresee(caller, change.asked(line));
    }

    /** Changes or ends a line from a day on. What is held on departures that are no more goes another way within seconds. */
    @Post("/{line}/changes")
    TimetableDesk.Done change(
            Caller caller, @Nullable @Header("Idempotency-Key") String key, String line, @Body @Valid Change change) {
        return desk.change(caller, key, change.asked(line));
    }

    @Post
    TimetableDesk.Done add(Caller caller, @Nullable @Header("Idempotency-Key") String key, @Body @Valid Fresh fresh) {
        return desk.add(
                caller,
                key,
                new TimetableDesk.Fresh(
                        fresh.code(),
                        fresh.name().strip(),
                        fresh.route(),
                        fresh.like(),
                        fresh.from(),
                        fresh.terms().asked(),
                        fresh.why().strip()));
    }
}
