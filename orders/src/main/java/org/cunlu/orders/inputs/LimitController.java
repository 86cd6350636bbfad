package org.cunlu.orders.inputs;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** How much of farm inputs a buyer may have in a season. */
@Controller("/api/county/inputs/limits")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class LimitController {
    /** 100 t, or as many pieces in 0.1 g: beyond it somebody mistook the unit. */
    static final long AMOUNT_MAX = 100_000_000;

    private final LimitKeeping keeping;

    LimitController(LimitKeeping keeping) {
        this.keeping = keeping;
    }

    /** See {@link Limit}. */
    @Serdeable
    record Wanted(
            @NotBlank @Size(max = 60) String season,
            @NotNull Limit.What what,
            @NotBlank @Size(max = 60) String code,
            @NotNull Limit.Unit unit,
            @Positive @Max(AMOUNT_MAX) long amount,
            @NotNull LocalDate validFrom,
            @NotNull LocalDate validUntil) {}

    @Serdeable
    record Amount(
            @Positive @Max(AMOUNT_MAX) long amount,
            @NotBlank @Size(max = 500) String reason) {}

    @Get
    Page<Limit> all(@Parameter(hidden = true) Caller caller) {
        return new Page<>(keeping.own(caller), null);
    }

    /** Begins tomorrow at the earliest. The same again is the one that is there. */
    @Post
    Limit set(@Parameter(hidden = true) Caller caller, @Body @Valid Wanted body) {
        return keeping.set(
                caller,
                new Limit(
                        "",
                        "",
                        body.season(),
                        body.what(),
                        body.code(),
                        body.unit(),
                        body.amount(),
                        body.validFrom(),
                        body.validUntil(),
                        0));
    }

    /** Not below what a buyer has already. */
    @Put("/{limitId}/amount")
    Limit amount(@Parameter(hidden = true) Caller caller, String limitId, @Body @Valid Amount body) {
        return keeping.amount(caller, limitId, body.amount(), body.reason());
    }
}
