package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;

/** What a seller says of where an offer's goods come from. */
@Controller("/api/seller/offers/{offerId}/origin")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class OriginController {
    /** @param origin code of a township (9 digits) or village (12) @param grade of the brand; null where it has none */
    @Serdeable
    record Origin(
            @NotNull @Pattern(regexp = "[0-9]{9}|[0-9]{12}") String origin,

            @Nullable @Size(max = 32) @Pattern(regexp = "[A-Z0-9._-]*")
            String grade) {}

    private final OwnOrigins origins;

    OriginController(OwnOrigins origins) {
        this.origins = origins;
    }

    /** A regional brand's goods are sold under its name only with a right for this origin and grade. */
    @Put
    Offer say(Caller caller, @PathVariable @Size(max = 13) String offerId, @Body @Valid Origin body) {
        return origins.say(caller, offerId, body.origin(), body.grade());
    }
}
