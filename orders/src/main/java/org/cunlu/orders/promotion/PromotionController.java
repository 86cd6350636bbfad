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
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.PromotionDesk;

/** Promotions of the county, and those of sellers that others pay for. */
@Controller("/api/county/promotions")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class PromotionController {
    private final Keeping keeping;
    private final PromotionDesk desk;
    private final Transactions transactions;

    PromotionController(Keeping keeping, PromotionDesk desk, Transactions transactions) {
        this.keeping = keeping;
        this.desk = desk;
        this.transactions = transactions;
    }

    /** The newest first. */
    @Get
    Page<PromotionView> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(
                keeping.list(caller, null, cursor, most + 1).stream()
                        .map(PromotionView::of)
                        .toList(),
                most,
                PromotionView::promotionId);
    }

    /** Drafts one; it runs when another operator has approved it. */
    @Post
    @Status(HttpStatus.CREATED)
    PromotionView make(
            @Parameter(hidden = true) Caller caller,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid PromotionDesk.Wanted wanted) {
        return PromotionView.of(desk.makeForCounty(caller, wanted, key));
    }

    /** By another than who drafted it. */
    @Post("/{promotionId}/approve")
    @Status(HttpStatus.OK)
    @FreshSecondFactor(Keeping.APPROVE)
    PromotionView approve(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String promotionId) {
        return PromotionView.of(transactions.run(() -> keeping.decide(caller, promotionId, true)));
    }

    @Post("/{promotionId}/decline")
    @Status(HttpStatus.OK)
    PromotionView decline(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String promotionId) {
        return PromotionView.of(transactions.run(() -> keeping.decide(caller, promotionId, false)));
    }

    /** Ends it for good; ending it again changes nothing. */
    @Post("/{promotionId}/end")
    @Status(HttpStatus.OK)
    PromotionView end(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String promotionId) {
        return PromotionView.of(desk.end(caller, promotionId));
    }
}
