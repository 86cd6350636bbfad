package org.cunlu.orders.ledger;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.ShopMoney;

/** What a shop is owed, as the books have it. It is the shop's own, whoever keeps it for its farmer. */
@Controller("/api/seller/dues")
@Secured({ShopRight.OWNER_ROLE, ShopRight.MONEY_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerDuesController {
    private final ShopMoney money;

    SellerDuesController(ShopMoney money) {
        this.money = money;
    }

    /** The newest first. @param shop may be absent when the caller has one only */
    @Get
    ShopMoney.Dues dues(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 32) String shop,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return money.dues(caller, shop, cursor, Page.limit(limit));
    }
}
