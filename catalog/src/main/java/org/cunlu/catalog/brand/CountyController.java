package org.cunlu.catalog.brand;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** The county's word on regional brands. */
@Controller("/api/county")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class CountyController {
    /** What makes a brand a regional one; see {@link Brand}. */
    @Serdeable
    record Sheet(
            @NotNull @Pattern(regexp = "[0-9]{6}|[0-9]{9}|[0-9]{12}")
            String originArea,

            @NotBlank @Size(max = 120) String ownerName,
            @Nullable @Size(max = 60) String standardNo,
            @Nullable @Size(max = 12) List<@NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String> grades,
            @Nullable @Size(max = 4000) String story) {}

    @Serdeable
    record Decision(@NotBlank @Size(max = 500) String reason) {}

    /** @param quota in the authorisation's unit */
    @Serdeable
    record Quota(
            @Positive @Max(1_000_000_000_000L) long quota,
            @NotBlank @Size(max = 500) String reason) {}

    private final Reviewing reviewing;

    CountyController(Reviewing reviewing) {
        this.reviewing = reviewing;
    }

    @Get("/brands")
    Page<Brand> brands(Caller caller) {
        return new Page<>(reviewing.brands(caller), null);
    }

    /** From then on nobody sells under it without a right that is valid. */
    @Put("/brands/{brandCode}")
    @FreshSecondFactor("catalog.brand-define")
    Brand define(Caller caller, @PathVariable @Size(max = 32) String brandCode, @Body @Valid Sheet sheet) {
        return reviewing.define(
                caller,
                new Brand(
                        brandCode,
                        brandCode,
                        sheet.originArea(),
                        sheet.ownerName(),
                        sheet.standardNo(),
                        sheet.grades() == null
                                ? List.of()
                                : sheet.grades().stream().distinct().toList(),
                        sheet.story()));
    }

    @Get("/brand-authorizations")
    Page<Authorization> authorizations(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(
                reviewing.authorizations(caller, BrandController.after(cursor), most + 1),
                most,
                Authorization::authorizationId);
    }

    @Get("/brand-authorizations/{authorizationId}")
    Authorization authorization(Caller caller, @PathVariable @Size(max = 13) String authorizationId) {
        return reviewing.own(caller, authorizationId);
    }

    @Get("/brand-authorizations/{authorizationId}/certificate")
    @Produces({"application/pdf", "image/jpeg", "image/png"})
    HttpResponse<byte[]> certificate(Caller caller, @PathVariable @Size(max = 13) String authorizationId) {
        return BrandController.file(authorizationId, reviewing.certificate(caller, authorizationId));
    }

    @Post("/brand-authorizations/{authorizationId}/approve")
    @Status(HttpStatus.OK)
    @FreshSecondFactor(AuthorizationDocket.APPROVE)
    Authorization approve(Caller caller, @PathVariable @Size(max = 13) String authorizationId) {
        return reviewing.approve(caller, authorizationId);
    }

    @Post("/brand-authorizations/{authorizationId}/decline")
    @Status(HttpStatus.OK)
    @FreshSecondFactor(AuthorizationDocket.DECLINE)
    Authorization decline(
            Caller caller, @PathVariable @Size(max = 13) String authorizationId, @Body @Valid Decision decision) {
        return reviewing.decline(caller, authorizationId, decision.reason());
    }

    @Post("/brand-authorizations/{authorizationId}/revoke")
    @Status(HttpStatus.OK)
    @FreshSecondFactor(AuthorizationDocket.REVOKE)
    Authorization revoke(
            Caller caller, @PathVariable @Size(max = 13) String authorizationId, @Body @Valid Decision decision) {
        return reviewing.revoke(caller, authorizationId, decision.reason());
    }

    /** Changes the quota, not below what is sold. */
    @Put("/brand-authorizations/{authorizationId}/quota")
    @FreshSecondFactor("catalog.brand-quota")
    Authorization quota(Caller caller, @PathVariable @Size(max = 13) String authorizationId, @Body @Valid Quota quota) {
        return reviewing.quota(caller, authorizationId, quota.quota(), quota.reason());
    }
}
