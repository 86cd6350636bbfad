package org.cunlu.logistics.reservelink;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** For the reserve authorities of city and county, with a key that reads and nothing else. */
@Controller("/api/reserve/linkage")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured("KEY_RESERVE_LINKAGE")
@Tag(name = "outside")
class LinkageController {
    private static final String OF_KEYS = "key:";

    private final Linkage linkage;

    LinkageController(Linkage linkage) {
        this.linkage = linkage;
    }

    @Get("/reports")
    Page<Filed> reports(
            @Parameter(hidden = true) Authentication key,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int size = Page.limit(limit);
        return Page.of(linkage.list(id(key), Ids.isId(cursor) ? cursor : null, size + 1), size, Filed::reportId);
    }

    @Get("/reports/{reportId}/file.csv")
    @Produces("text/csv;charset=utf-8")
    HttpResponse<String> file(
            @Parameter(hidden = true) Authentication key, @PathVariable @Size(max = 13) String reportId) {
        return HttpResponse.ok(linkage.read(id(key), reportId))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"reserve-" + reportId + ".csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static String id(Authentication key) {
        return key.getName().substring(OF_KEYS.length());
    }
}
