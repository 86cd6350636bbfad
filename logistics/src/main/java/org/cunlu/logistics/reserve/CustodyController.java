package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
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
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReserveClaims;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.Reserves;

/** Intake, tests, losses, claims and changes of one's own level or holding. */
@Controller("/api/reserve")
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_HOLDER", "RESERVE_AUDITOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "reserve")
class CustodyController {
    private final Intakes intakes;
    private final Custody custody;
    private final Claiming claiming;
    private final Changing changing;
    private final CustodyTable papers;
    private final Standings standings;
    private final ChangeTable changes;
    private final Reserves reserves;
    private final Clock clock;

    CustodyController(
            Intakes intakes,
            Custody custody,
            Claiming claiming,
            Changing changing,
            CustodyTable papers,
            Standings standings,
            ChangeTable changes,
            Reserves reserves,
            Clock clock) {
        this.intakes = intakes;
        this.custody = custody;
        this.claiming = claiming;
        this.changing = changing;
        this.papers = papers;
        this.standings = standings;
        this.changes = changes;
        this.reserves = reserves;
        this.clock = clock;
    }

    private ReserveHolding seen(Caller caller, String holding) {
        return reserves.visible(caller, holding, Standings.LOOK, Reserves.READERS);
    }

    private static String after(@Nullable String cursor) {
        return cursor == null ? "" : cursor;
    }

    @Get("/intakes")
    Page<CustodyTable.Intake> intakes(
            Caller caller,
            @QueryValue @Size(max = 32) String holding,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int size = Page.limit(limit);
        return Page.of(
                papers.intakes(seen(caller, holding).code(), after(cursor), size + 1),
                size,
                CustodyTable.Intake::intakeId);
    }

    /** Goods are there, and wait for their inspection. */
    @Post("/intakes")
    @Secured({"RESERVE_OFFICER", "RESERVE_HOLDER"})
    @Status(HttpStatus.CREATED)
    CustodyTable.Intake register(
            Caller caller, @Body @Valid Intakes.Arrival arrival, @Nullable @Header("Idempotency-Key") String key) {
        return intakes.register(caller, arrival, key);
    }

    /** They are taken in, or go back. */
    @Post("/intakes/{intakeId}/inspection")
    @Secured("RESERVE_OFFICER")
    @FreshSecondFactor("logistics.reserve-inspect")
    CustodyTable.Intake inspect(
            Caller caller,
            @PathVariable @Size(max = 13) String intakeId,
            @Body @Valid Intakes.Inspection inspection,
            @Nullable @Header("Idempotency-Key") String key) {
        return intakes.inspect(caller, intakeId, inspection, key);
    }

    /** Tests of all lots of a holding, and what they found. */
    @Get("/checks")
    Page<CustodyTable.Tested> checks(
            Caller caller,
            @QueryValue @Size(max = 32) String holding,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int size = Page.limit(limit);
        return Page.of(
                papers.checks(seen(caller, holding).code(), after(cursor), size + 1),
                size,
                CustodyTable.Tested::checkId);
    }

    /** Losses that were told of a holding, each with its allowance. */
    @Get("/losses")
    Page<CustodyTable.LossTold> losses(
            Caller caller,
            @QueryValue @Size(max = 32) String holding,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int size = Page.limit(limit);
        return Page.of(
                papers.losses(seen(caller, holding).code(), after(cursor), size + 1),
                size,
                CustodyTable.LossTold::lossId);
    }

    /** Lots whose periodic test is due today. */
    @Get("/checks/due")
    List<CustodyTable.Due> due(Caller caller, @QueryValue @Size(max = 32) String holding) {
        return custody.due(seen(caller, holding), CountyTime.date(clock.instant()));
    }

    @Post("/checks")
    @Secured("RESERVE_OFFICER")
    @Status(HttpStatus.CREATED)
    Custody.Checked check(
            Caller caller, @Body @Valid Custody.Check check, @Nullable @Header("Idempotency-Key") String key) {
        return custody.check(caller, check, key);
    }

    @Post("/losses")
    @Secured({"RESERVE_OFFICER", "RESERVE_HOLDER"})
    @Status(HttpStatus.CREATED)
    CustodyTable.Loss lose(
            Caller caller, @Body @Valid Custody.Lost lost, @Nullable @Header("Idempotency-Key") String key) {
        return custody.lose(caller, lost, key);
    }

    @Get("/claims")
    Page<ClaimTable.Claim> claims(
            Caller caller,
            @QueryValue @Size(max = 32) String holding,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return standings.papers(caller, holding, cursor, limit);
    }

    /** Sale stock of the same place stands in for what is missing. */
    @Post("/claims/{claimId}/making-good")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor(ReserveClaims.MAKE_GOOD)
    ClaimTable.Claim makeGood(
            Caller caller,
            @PathVariable @Size(max = 13) String claimId,
            @Body @Valid Claiming.Making making,
            @Nullable @Header("Idempotency-Key") String key) {
        return claiming.makeGood(caller, claimId, making, key);
    }

    /** What was taken for unfit is fit. */
    @Post("/claims/{claimId}/restoration")
    @Secured("RESERVE_OFFICER")
    @FreshSecondFactor(ReserveClaims.RESTORE)
    ClaimTable.Claim restore(
            Caller caller,
            @PathVariable @Size(max = 13) String claimId,
            @Body @Valid Claiming.Restoring restoring,
            @Nullable @Header("Idempotency-Key") String key) {
        return claiming.restore(caller, claimId, restoring, key);
    }

    @Post("/claims/{claimId}/waiver")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor(ReserveClaims.WAIVE)
    ClaimTable.Claim waive(
            Caller caller,
            @PathVariable @Size(max = 13) String claimId,
            @Body @Valid Claiming.Waiving waiving,
            @Nullable @Header("Idempotency-Key") String key) {
        return claiming.waive(caller, claimId, waiving, key);
    }

    @Get("/changes")
    Page<ChangeTable.Asked> changes(
            Caller caller,
            @QueryValue @Size(max = 32) String holding,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int size = Page.limit(limit);
        return Page.of(
                changes.of(seen(caller, holding).code(), after(cursor), size + 1), size, ChangeTable.Asked::changeId);
    }

    /** Asks for another place, variety or grade. */
    @Post("/changes")
    @Secured({"RESERVE_OFFICER", "RESERVE_HOLDER"})
    @Status(HttpStatus.CREATED)
    ChangeTable.Asked propose(
            Caller caller, @Body @Valid Changing.Proposal proposal, @Nullable @Header("Idempotency-Key") String key) {
        return changing.propose(caller, proposal, key);
    }

    @Post("/changes/{changeId}/decision")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.reserve-change-decide")
    ChangeTable.Asked decide(
            Caller caller,
            @PathVariable @Size(max = 13) String changeId,
            @Body @Valid Changing.Decision decision,
            @Nullable @Header("Idempotency-Key") String key) {
        return changing.decide(caller, changeId, decision, key);
    }
}
