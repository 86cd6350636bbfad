package org.cunlu.logistics.release;

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
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Releases;
import org.cunlu.logistics.release.Deciding.Reason;
import org.cunlu.logistics.release.Deciding.Review;
import org.cunlu.logistics.release.Proposing.Wanted;

/** Releases of the caller's level: proposed by its officer, reviewed, and decided by its authority. */
@Controller("/api/reserve/releases")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "reserve")
class ReleaseController {
    private final Proposing proposing;
    private final Deciding deciding;
    private final Approving approving;
    private final Looking looking;
    private final Rights rights;
    private final ReleaseTable table;
    private final ReleaseDesk desk;

    ReleaseController(
            Proposing proposing,
            Deciding deciding,
            Approving approving,
            Looking looking,
            Rights rights,
            ReleaseTable table,
            ReleaseDesk desk) {
        this.proposing = proposing;
        this.deciding = deciding;
        this.approving = approving;
        this.looking = looking;
        this.rights = rights;
        this.table = table;
        this.desk = desk;
    }

    /** Newest first. */
    @Get
    @Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR"})
    Page<Release> list(
            Caller caller,
            @Nullable @QueryValue ReleaseState state,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return desk.page(caller, state, cursor, limit);
    }

    @Get("/{releaseId}")
    @Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR"})
    ReleaseView one(Caller caller, @PathVariable @Size(max = 13) String releaseId) {
        return looking.view(rights.visible(caller, releaseId));
    }

    /** What it would take and whom it would serve if it were approved now; nothing is touched. */
    @Get("/{releaseId}/plan")
    @Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY"})
    ReleaseView.Planned plan(Caller caller, @PathVariable @Size(max = 13) String releaseId) {
        return looking.plan(rights.visible(caller, releaseId));
    }

    @Post
    @Secured("RESERVE_OFFICER")
    @Status(HttpStatus.CREATED)
    ReleaseView propose(Caller caller, @Body @Valid Wanted wanted, @Nullable @Header("Idempotency-Key") String key) {
        return view(proposing.propose(caller, wanted, key));
    }

    /** Makes one that an alert has opened his own proposal. */
    @Post("/{releaseId}/completion")
    @Secured("RESERVE_OFFICER")
    ReleaseView complete(Caller caller, @PathVariable @Size(max = 13) String releaseId, @Body @Valid Wanted wanted) {
        proposing.complete(caller, releaseId, wanted);
        return view(releaseId);
    }

    @Post("/{releaseId}/withdrawal")
    @Secured("RESERVE_OFFICER")
    ReleaseView withdraw(Caller caller, @PathVariable @Size(max = 13) String releaseId, @Body @Valid Reason reason) {
        deciding.withdraw(caller, releaseId, reason);
        return view(releaseId);
    }

    @Post("/{releaseId}/review")
    @Secured("RESERVE_REVIEWER")
    @FreshSecondFactor(Releases.REVIEW)
    ReleaseView review(Caller caller, @PathVariable @Size(max = 13) String releaseId, @Body @Valid Review review) {
        deciding.review(caller, releaseId, review);
        return view(releaseId);
    }

    /** The authority of the owning level says yes: its pieces are set aside and sent. */
    @Post("/{releaseId}/approval")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor(Releases.APPROVE)
    ReleaseView approve(Caller caller, @PathVariable @Size(max = 13) String releaseId) {
        approving.approve(caller, releaseId);
        return view(releaseId);
    }

    @Post("/{releaseId}/refusal")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor(Releases.REFUSE)
    ReleaseView refuse(Caller caller, @PathVariable @Size(max = 13) String releaseId, @Body @Valid Reason reason) {
        deciding.refuse(caller, releaseId, reason);
        return view(releaseId);
    }

    private ReleaseView view(String releaseId) {
        return looking.view(table.find(releaseId).orElseThrow());
    }
}
