package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.TrailReading;
import org.cunlu.logistics.Reserves;

/** Who did what to a paper of a holding, when, what it was before and after, and why; what was only tried too. */
@Controller("/api/reserve/trail")
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "reserve")
class ActsController {
    private static final List<Role> READERS =
            List.of(Role.RESERVE_OFFICER, Role.RESERVE_REVIEWER, Role.RESERVE_AUTHORITY, Role.RESERVE_AUDITOR);

    private final Reserves reserves;
    private final CustodyTable papers;
    private final TrailReading trail;

    ActsController(Reserves reserves, CustodyTable papers, TrailReading trail) {
        this.reserves = reserves;
        this.papers = papers;
        this.trail = trail;
    }

    /** Newest first. @param subject the holding's code, or the id of a lot, intake, test, loss, claim, change or rotation of it; null for the holding */
    @Get
    Page<TrailReading.Told> of(
            Caller caller,
            @QueryValue @Size(max = 32) String holding,
            @Nullable @QueryValue @Size(max = 32) String subject,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        String code = reserves.visible(caller, holding, "logistics.reserve-trail", READERS)
                .code();
        if (subject != null && !subject.equals(code) && !papers.belongs(subject, code)) {
            throw ProblemException.notFound();
        }
        if (cursor != null && !Ids.isId(cursor)) {
            throw ProblemException.invalid("cursor", "malformed", "游标无效 · Not a cursor");
        }
        int size = Page.limit(limit);
        return Page.of(trail.of(subject == null ? code : subject, cursor, size + 1), size, TrailReading.Told::id);
    }
}
