package org.cunlu.search.boosts;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.LocalDate;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.search.BoostDesk;
import org.cunlu.search.Boosts.Boost;
import org.cunlu.search.Boosts.Kind;
import org.cunlu.search.Boosts.Target;

/** What is to be found sooner. A change is in force at every instance within a second. */
@Controller("/api/county/search-boosts")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class BoostController {
    private final BoostDesk keeping;

    BoostController(BoostDesk keeping) {
        this.keeping = keeping;
    }

    /** @param version that was seen, 0 for a new one */
    @Serdeable
    @Schema(name = "SearchBoostWanted")
    record Wanted(
            @NotNull Kind kind,
            @NotNull Target target,

            @NotNull @Pattern(regexp = BoostKeeping.TARGET_CODE)
            String targetCode,

            @Min(1) @Max(BoostKeeping.WORTH_MAX) int worth,
            @NotNull LocalDate fromOn,
            @NotNull LocalDate untilOn,
            @PositiveOrZero long version) {}

    @Get
    Page<Boost> all() {
        return new Page<>(keeping.all(), null);
    }

    @Put("/{code}")
    Boost put(
            @Parameter(hidden = true) Caller caller,
            @Pattern(regexp = BoostDesk.CODE) String code,
            @Body @Valid Wanted body) {
        return keeping.put(
                caller,
                new Boost(
                        code,
                        body.kind(),
                        body.target(),
                        body.targetCode(),
                        body.worth(),
                        body.fromOn(),
                        body.untilOn(),
                        body.version()));
    }

    @Delete("/{code}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(
            @Parameter(hidden = true) Caller caller,
            @Pattern(regexp = BoostDesk.CODE) String code,
            @QueryValue long version) {
        keeping.remove(caller, code, version);
    }
}
