package org.cunlu.catalog.brand;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** A brand's owner and the rights to its name. */
@Controller("/api/brand")
@Secured("BRAND_OWNER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "brand")
class BrandController {
    /** @param reason why, as the seller is told */
    @Serdeable
    record Reason(@NotBlank @Size(max = 500) String reason) {}

    /** @param quota in the authorisation's unit */
    @Serdeable
    record NewQuota(@Positive @Max(1_000_000_000_000L) long quota) {}

    private final Issuing issuing;

    BrandController(Issuing issuing) {
        this.issuing = issuing;
    }

    @Get("/brands")
    Page<Brand> brands(Caller caller) {
        return new Page<>(issuing.brands(caller), null);
    }

    /** Holders and what is left to each. */
    @Get("/authorizations")
    Page<Authorization> authorizations(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(issuing.authorizations(caller, after(cursor), most + 1), most, Authorization::authorizationId);
    }

    @Get("/authorizations/{authorizationId}")
    Authorization authorization(Caller caller, @PathVariable @Size(max = 13) String authorizationId) {
        return issuing.own(caller, authorizationId);
    }

    /** Proposes one; it holds when the county has approved it. The same key and body have one effect. */
    @Post("/authorizations")
    @Status(HttpStatus.CREATED)
    Authorization propose(
            Caller caller, @Nullable @Header("Idempotency-Key") String key, @Body @Valid Proposal proposal) {
        return issuing.propose(caller, key, proposal);
    }

    /** Hands in the certificate: PDF, JPEG or PNG by what it holds, whatever type is declared, at most 5 MB. */
    @Put("/authorizations/{authorizationId}/certificate")
    @Consumes(MediaType.ALL)
    Authorization attach(Caller caller, @PathVariable @Size(max = 13) String authorizationId, @Body byte[] content) {
        return issuing.attach(caller, authorizationId, content);
    }

    @Get("/authorizations/{authorizationId}/certificate")
    @Produces({"application/pdf", "image/jpeg", "image/png"})
    HttpResponse<byte[]> certificate(Caller caller, @PathVariable @Size(max = 13) String authorizationId) {
        return file(authorizationId, issuing.certificate(caller, authorizationId));
    }

    @Post("/authorizations/{authorizationId}/withdraw")
    @Status(HttpStatus.OK)
    Authorization withdraw(Caller caller, @PathVariable @Size(max = 13) String authorizationId) {
        return issuing.withdraw(caller, authorizationId);
    }

    /** At once: after it no order is placed under it. Orders placed before stand. */
    @Post("/authorizations/{authorizationId}/revoke")
    @Status(HttpStatus.OK)
    @FreshSecondFactor("catalog.brand-revoke")
    Authorization revoke(
            Caller caller, @PathVariable @Size(max = 13) String authorizationId, @Body @Valid Reason reason) {
        return issuing.revoke(caller, authorizationId, reason.reason());
    }

    /** Lowers the quota, not below what is sold. */
    @Put("/authorizations/{authorizationId}/quota")
    @FreshSecondFactor("catalog.brand-quota")
    Authorization lower(
            Caller caller, @PathVariable @Size(max = 13) String authorizationId, @Body @Valid NewQuota quota) {
        return issuing.lower(caller, authorizationId, quota.quota());
    }

    static String after(@Nullable String cursor) {
        return Ids.isId(cursor) ? cursor : "";
    }

    /** To be kept, never to be shown in place: what a stranger handed in does nothing in a browser. */
    static HttpResponse<byte[]> file(String id, Certificate file) {
        String ending = file.mediaType().substring(file.mediaType().indexOf('/') + 1);
        return HttpResponse.ok(file.content())
                .contentType(file.mediaType())
                .header("Content-Disposition", "attachment; filename=\"" + id + "." + ending + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Digest", "sha-256=" + file.sha256());
    }
}
