package org.cunlu.catalog.shop;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;

/** Papers of a shop that exists: what it has, what runs out, and the next one. */
@Controller("/api/seller/shops/{shop}")
@Secured("SELLER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class ShopPapersController {
    private final ShopPapers papers;
    private final HandingIn handingIn;

    ShopPapersController(ShopPapers papers, HandingIn handingIn) {
        this.papers = papers;
        this.handingIn = handingIn;
    }

    /** The shop as the county has it, and its checklist. */
    @Serdeable
    record Standing(SellerTable.Seller seller, Checklist checklist) {}

    @Get("/checklist")
    Standing standing(Caller caller, @PathVariable @Size(max = 32) String shop) {
        SellerTable.Seller seller = papers.own(caller, shop);
        return new Standing(seller, papers.of(seller));
    }

    @Put("/items/{item}")
    SellerItem hand(
            Caller caller,
            @PathVariable @Size(max = 32) String shop,
            @PathVariable Item item,
            @Body @Valid HandingIn.Handed handed) {
        SellerTable.Seller seller = papers.own(caller, shop);
        return handingIn.take(caller, new HandingIn.Shop(seller.code(), seller.kind()), item, handed);
    }
}
