package org.cunlu.orders.promotion;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.PromotionDesk;

/** Promotions of the caller's shops. */
@Controller("/api/seller/promotions")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerPromotionController {
    private final Keeping keeping;
    private final PromotionDesk desk;

    SellerPromotionController(Keeping keeping, PromotionDesk desk) {
        this.keeping = keeping;
        this.desk = desk;
    }

    /** The newest first. */
    @Get
    Page<PromotionView> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(
                keeping.list(caller, Keeping.shops(caller), cursor, most + 1).stream()
                        .map(PromotionView::of)
                        .toList(),
                most,
                PromotionView::promotionId);
    }

    /** Makes one of his own goods: at his own cost it runs at once, else when the county has approved it. */
    @Post
    @Status(HttpStatus.CREATED)
    PromotionView make(
            @Parameter(hidden = true) Caller caller,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid PromotionDesk.Wanted wanted) {
        return PromotionView.of(desk.makeForShop(caller, wanted, key));
    }

    /** Ends it for good; ending it again changes nothing. */
    @Post("/{promotionId}/end")
    @Status(HttpStatus.OK)
    PromotionView end(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String promotionId) {
        return PromotionView.of(desk.end(caller, promotionId));
    }
}
