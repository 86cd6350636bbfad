package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.AfterSales;
import org.cunlu.orders.AfterSales.Done;
import org.cunlu.orders.aftersales.Deciding.Decision;

/** What the county decides between buyers and sellers. */
@Controller("/api/county/arbitration")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class ArbitrationController {
    private final Deciding deciding;
    private final Looking looking;

    ArbitrationController(Deciding deciding, Looking looking) {
        this.deciding = deciding;
        this.looking = looking;
    }

    /** What waits for a decision, the oldest first. */
    @Get
    Page<AfterSales.Short> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return looking.disputes(Deciding.counties(caller), cursor, limit);
    }

    @Get("/{requestId}")
    AfterSales.View one(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String requestId) {
        return looking.ofCounty(Deciding.counties(caller), requestId);
    }

    @Get("/{requestId}/photos/{photoId}")
    @Produces(MediaType.IMAGE_JPEG)
    HttpResponse<byte[]> photo(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @PathVariable @Size(max = 13) String photoId) {
        return Shown.photo(looking.photoOfCounty(Deciding.counties(caller), requestId, photoId));
    }

    /** Once both sides were heard, or had their time. A large amount needs the header Second-Factor. */
    @Post("/{requestId}/decision")
    Done decide(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String requestId,
            @Body @Valid Decision decision,
            @Nullable @Header("Second-Factor") String code,
            @Nullable @Header("Idempotency-Key") String key) {
        return deciding.decide(caller, requestId, decision, code, key);
    }
}
