package org.cunlu.orders.quoting;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.catalog.SaleUnit;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Destination;

/** Who sells a SKU, best first for where it shall go. */
@Controller("/api/shop/skus/{skuCode}/offers")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class SkuOfferController {
    private static final int PROVINCE_MAX = 40;

    private final BestOffers best;

    SkuOfferController(BestOffers best) {
        this.best = best;
    }

    /**
     * @param villageCode a village of the network; or else {@code province}, outside the county
     * @param quantity in {@code unit}; 1 when absent
     * @param unit PIECE, JIN, KG or BOX, converted exactly or refused as {@code unit-not-exact}; pieces of the SKU when absent
     */
    @Get
    Page<BestOffers.Ranked> offers(
            String skuCode,
            @Nullable @QueryValue String villageCode,
            @Nullable @QueryValue String province,
            @Nullable @QueryValue Integer quantity,
            @Nullable @QueryValue SaleUnit unit) {
        if (province != null && (province.isBlank() || province.length() > PROVINCE_MAX)) {
            throw Refusals.destinationInvalid();
        }
        var outside = province == null ? null : new Destination.Outside(province, "");
        return new Page<>(
                best.of(skuCode, quantity == null ? 1 : quantity, unit, new Destination(villageCode, outside)), null);
    }
}
