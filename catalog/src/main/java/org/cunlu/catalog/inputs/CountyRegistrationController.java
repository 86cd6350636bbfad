package org.cunlu.catalog.inputs;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.catalog.CatalogKeepers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** The county's word on registrations of farm inputs. Every act is safe to repeat. */
@Controller("/api/county/inputs/registrations")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class CountyRegistrationController {
    private final Registering registering;
    private final CatalogKeepers keepers;

    CountyRegistrationController(Registering registering, CatalogKeepers keepers) {
        this.keepers = keepers;
        this.registering = registering;
    }

    @Serdeable
    record Why(@NotBlank @Size(max = 500) String reason) {}

    /** By product code. */
    @Get
    Page<Registration> all(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 32) String cursor,
            @Nullable @QueryValue Integer limit) {
        keepers.demand(caller, "catalog.input-look", "registrations");
        int most = Page.limit(limit);
        return Page.of(registering.after(cursor == null ? "" : cursor, most + 1), most, Registration::productCode);
    }

    @Put("/{code}")
    @FreshSecondFactor("catalog.input-registration")
    Registration say(@Parameter(hidden = true) Caller caller, String code, @Body @Valid Saying body) {
        keepers.demand(caller, "catalog.input-registration", code);
        return registering.saidByCounty(caller, body.of(code));
    }

    /** Takes all offers of it off sale, at once. */
    @Post("/{code}/withdraw")
    Registration withdraw(@Parameter(hidden = true) Caller caller, String code, @Body @Valid Why why) {
        keepers.demand(caller, "catalog.input-withdrawn", code);
        return registering.withdraw(caller, code, true, why.reason());
    }

    @Post("/{code}/reinstate")
    @FreshSecondFactor("catalog.input-reinstated")
    Registration reinstate(@Parameter(hidden = true) Caller caller, String code, @Body @Valid Why why) {
        keepers.demand(caller, "catalog.input-reinstated", code);
        return registering.withdraw(caller, code, false, why.reason());
    }
}
