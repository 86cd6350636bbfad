package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.catalog.CatalogFiles.Loading;
import org.cunlu.catalog.CatalogKeepers;
import org.cunlu.kernel.caller.Caller;

/** The catalogue as a file, in and out; the columns stand in docs/imports.md. */
@Controller("/api/county/catalog")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class BulkController {
    private static final String IMPORT = "catalog.import";
    private static final String EXPORT = "catalog.export";

    private final ImportJobs jobs;
    private final ExportTable export;
    private final CatalogKeepers keepers;

    BulkController(ImportJobs jobs, ExportTable export, CatalogKeepers keepers) {
        this.keepers = keepers;
        this.jobs = jobs;
        this.export = export;
    }

    /** The file itself, CSV or xlsx, at most 10 MB; with a key the same again is the same loading. @param keepGood load the right rows though others are wrong */
    @Post(value = "/imports", consumes = MediaType.ALL)
    @Status(HttpStatus.ACCEPTED)
    Loading start(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue Boolean keepGood,
            @Body byte[] file,
            @Nullable @Header("Idempotency-Key") String key) {
        keepers.demand(caller, IMPORT, "imports");
        return key == null
                ? jobs.start(caller.accountId(), file, Boolean.TRUE.equals(keepGood))
                : jobs.start(caller, file, Boolean.TRUE.equals(keepGood), key);
    }

    @Get("/imports/{importId}")
    Loading status(@Parameter(hidden = true) Caller caller, String importId) {
        keepers.demand(caller, IMPORT, importId);
        return jobs.status(importId);
    }

    /** The rows that were refused, as they stood, to be put right and sent again. */
    @Get(value = "/imports/{importId}/refused.csv", produces = "text/csv")
    HttpResponse<byte[]> refused(@Parameter(hidden = true) Caller caller, String importId) {
        keepers.demand(caller, IMPORT, importId);
        return TableFile.kept(jobs.refused(importId), "refused-" + importId + ".csv");
    }

    @Get(value = "/offers.csv", produces = "text/csv")
    HttpResponse<byte[]> csv(@Parameter(hidden = true) Caller caller) {
        keepers.demand(caller, EXPORT, "offers");
        return TableFile.csv(export.lines(), "offers.csv");
    }

    @Get(value = "/offers.xlsx", produces = TableFile.XLSX)
    HttpResponse<byte[]> xlsx(@Parameter(hidden = true) Caller caller) {
        keepers.demand(caller, EXPORT, "offers");
        return TableFile.xlsx(export.lines(), "offers.xlsx");
    }
}
