package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.ReserveProgram;
import org.cunlu.logistics.ReserveTarget;
import org.cunlu.logistics.Reserves;

/** Programmes, goods, contracts, targets and rules of one's own level. */
@Controller("/api/reserve")
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_HOLDER", "RESERVE_AUDITOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "reserve")
class FoundingController {
    private final Founding founding;
    private final ProgramTable programmes;
    private final Standings standings;
    private final Measures measures;
    private final Reserves reserves;
    private final Clock clock;

    FoundingController(
            Founding founding,
            ProgramTable programmes,
            Standings standings,
            Measures measures,
            Reserves reserves,
            Clock clock) {
        this.founding = founding;
        this.programmes = programmes;
        this.standings = standings;
        this.measures = measures;
        this.reserves = reserves;
        this.clock = clock;
    }

    /** Programmes of the caller's levels. */
    @Get("/programmes")
    List<ReserveProgram> programmes(Caller caller) {
        return programmes.of(reserves.levels(caller, Reserves.READERS));
    }

    @Post("/programmes")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.reserve-programme")
    @Status(HttpStatus.CREATED)
    ReserveProgram open(
            Caller caller, @Body @Valid Founding.NewProgram wanted, @Nullable @Header("Idempotency-Key") String key) {
        return founding.program(caller, wanted, key);
    }

    /** Says which commodity a SKU is. */
    @Put("/goods")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.reserve-good")
    Reserves.Good good(Caller caller, @Body @Valid Founding.NewGood wanted) {
        return founding.good(caller, wanted);
    }

    /** Contracts of the caller's levels, or his own. */
    @Get("/holdings")
    Page<ReserveHolding> holdings(
            Caller caller, @Nullable @QueryValue @Size(max = 32) String cursor, @Nullable @QueryValue Integer limit) {
        return standings.holdings(caller, cursor, limit);
    }

    @Post("/holdings")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.reserve-holding")
    @Status(HttpStatus.CREATED)
    ReserveHolding hold(
            Caller caller, @Body @Valid Founding.NewHolding wanted, @Nullable @Header("Idempotency-Key") String key) {
        return founding.holding(caller, wanted, key);
    }

    /** Lots of a holding, as they were registered. */
    @Get("/holdings/{code}/lots")
    Page<ReserveLot> lots(
            Caller caller,
            @PathVariable @Size(max = 32) String code,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return standings.lots(caller, code, cursor, limit);
    }

    /** Targets of a programme with what is there now; out of season nothing is asked. */
    @Get("/targets")
    List<ProgramTable.Standing> targets(Caller caller, @QueryValue @Size(max = 32) String programme) {
        var program = reserves.programme(programme).orElseThrow(ProblemException::notFound);
        reserves.level(caller, program.level().name(), Standings.LOOK, Reserves.READERS);
        return programmes.targets(program, CountyTime.date(clock.instant()));
    }

    @Put("/targets")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.reserve-target")
    ReserveTarget target(
            Caller caller, @Body @Valid Founding.NewTarget wanted, @Nullable @Header("Idempotency-Key") String key) {
        return founding.target(caller, wanted, key);
    }

    /** The numbers of the published measures, each with its source. */
    @Get("/rules")
    List<ProgramTable.Written> rules() {
        return programmes.rules();
    }

    @Post("/rules")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.reserve-rule")
    @Status(HttpStatus.CREATED)
    ProgramTable.Written rule(
            Caller caller, @Body @Valid Measures.NewRule wanted, @Nullable @Header("Idempotency-Key") String key) {
        return measures.rule(caller, wanted, key);
    }
}
