package org.cunlu.orders.coupon;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.CouponCodes;

/** Batches of codes of a promotion's coupons, for whose it is. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class CodeController {
    private final CouponCodes codes;

    CodeController(CouponCodes codes) {
        this.codes = codes;
    }

    @Serdeable
    record Wanted(@Min(1) @Max(CouponCodes.BATCH_MAX) int count) {}

    /** @param codes told this once: only their hashes are kept */
    @Serdeable
    record Codes(List<String> codes) {}

    /** Of the county's. Asked again it makes others; all together are no more than there are coupons. */
    @Post("/county/promotions/{promotionId}/codes")
    @Secured("COUNTY_OPERATOR")
    @Status(HttpStatus.CREATED)
    @Tag(name = "county")
    Codes county(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String promotionId,
            @Body @Valid Wanted wanted) {
        return made(caller, promotionId, wanted);
    }

    /** The same of a seller's own. */
    @Post("/seller/promotions/{promotionId}/codes")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    @Status(HttpStatus.CREATED)
    @Tag(name = "seller")
    Codes seller(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String promotionId,
            @Body @Valid Wanted wanted) {
        return made(caller, promotionId, wanted);
    }

    private Codes made(Caller caller, String promotionId, Wanted wanted) {
        return new Codes(codes.make(caller, promotionId, wanted.count()));
    }
}
