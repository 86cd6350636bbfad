package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.cunlu.accounts.Grants;
import org.cunlu.catalog.CatalogFiles.Loading;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;

/** A shop's goods and offers as a file; the columns stand in docs/imports.md, what a seller may say in docs/sellers.md. */
@Controller("/api/seller/imports")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerBulkController {
    private final ImportJobs jobs;
    private final Grants grants;

    SellerBulkController(ImportJobs jobs, Grants grants) {
        this.jobs = jobs;
        this.grants = grants;
    }

    /** The file itself, CSV or xlsx, at most 10 MB. @param keepGood load the right rows though others are wrong */
    @Post(consumes = MediaType.ALL)
    @Status(HttpStatus.ACCEPTED)
    Loading start(@Parameter(hidden = true) Caller caller, @Nullable @QueryValue Boolean keepGood, @Body byte[] file) {
        String actor = caller.accountId();
        return jobs.startOwn(actor, () -> shops(actor), file, Boolean.TRUE.equals(keepGood));
    }

    /** As they are when it is asked, not when he signed in. */
    private Set<String> shops(String actor) {
        return Set.copyOf(ShopRight.GOODS.shops(new Caller(actor, grants.of(actor))));
    }

    /** One's own. */
    @Get("/{importId}")
    Loading status(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String importId) {
        return jobs.statusOf(caller.accountId(), importId);
    }
}
