package org.cunlu.kernel.trail;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** The trail for the county operator: of his own counties alone. */
@Controller("/api/county/trail")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class TrailController {
    private final TrailTable table;

    TrailController(TrailTable table) {
        this.table = table;
    }

    /** Newest first. @param cursor {@code next} of the page before */
    @Get
    Page<TrailEntry> list(
            Caller caller,
            @Nullable @QueryValue String actor,
            @Nullable @QueryValue String act,
            @Nullable @QueryValue String subject,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        caller.require(Role.COUNTY_OPERATOR);
        if (cursor != null && !Ids.isId(cursor)) {
            throw ProblemException.invalid("cursor", "malformed", "游标无效 · Not a cursor");
        }
        int size = Page.limit(limit);
        return Page.of(
                table.list(
                        caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE),
                        new TrailEntry.Filter(actor, act, subject),
                        cursor,
                        size + 1),
                size,
                TrailEntry::id);
    }
}
