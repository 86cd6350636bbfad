package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
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
import org.cunlu.catalog.CatalogKeepers;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.goods.Views.ChangeView;
import org.cunlu.catalog.goods.Views.ProductLine;
import org.cunlu.catalog.goods.Views.ProductView;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** The county's look at what sellers write and propose. Every act is safe to repeat. */
@Controller("/api/county")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class CountyProductController {
    private static final String LOOK = "catalog.product-look";

    private final Deciding deciding;
    private final ProductTable products;
    private final ChangeTable changes;
    private final StepTable steps;
    private final CatalogKeepers keepers;

    CountyProductController(
            Deciding deciding, ProductTable products, ChangeTable changes, StepTable steps, CatalogKeepers keepers) {
        this.keepers = keepers;
        this.deciding = deciding;
        this.products = products;
        this.changes = changes;
        this.steps = steps;
    }

    /** @param reason told to the seller */
    @Serdeable
    record Why(@NotBlank @Size(max = 500) String reason) {}

    /** By code. @param state such as IN_REVIEW; null for any */
    @Get("/products")
    Page<ProductLine> products(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue ProductState state,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        keepers.demand(caller, LOOK, "products");
        int count = Page.limit(limit);
        return Page.of(
                products.list(null, state, cursor, count + 1).stream()
                        .map(ProductLine::of)
                        .toList(),
                count,
                ProductLine::code);
    }

    @Get("/products/{code}")
    ProductView product(@Parameter(hidden = true) Caller caller, String code) {
        keepers.demand(caller, LOOK, code);
        return view(products.find(code).orElseThrow(ProblemException::notFound));
    }

    @Post("/products/{code}/approve")
    ProductView approve(@Parameter(hidden = true) Caller caller, String code) {
        return view(deciding.step(caller, code, Life.APPROVE, null));
    }

    @Post("/products/{code}/decline")
    ProductView decline(@Parameter(hidden = true) Caller caller, String code, @Body @Valid Why why) {
        return view(deciding.step(caller, code, Life.DECLINE, why.reason()));
    }

    /** Takes it off sale with everybody's offers of it, at once. */
    @Post("/products/{code}/withdraw")
    ProductView withdraw(@Parameter(hidden = true) Caller caller, String code, @Body @Valid Why why) {
        return view(deciding.step(caller, code, Life.WITHDRAW, why.reason()));
    }

    @Post("/products/{code}/reinstate")
    ProductView reinstate(@Parameter(hidden = true) Caller caller, String code, @Body @Valid Why why) {
        return view(deciding.step(caller, code, Life.REINSTATE, why.reason()));
    }

    /** Proposed changes that are undecided, oldest first. */
    @Get("/product-changes")
    Page<ChangeView> changes(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        keepers.demand(caller, LOOK, "changes");
        int count = Page.limit(limit);
        return Page.of(
                changes.in(Change.State.PROPOSED, cursor, count + 1).stream()
                        .map(ChangeView::of)
                        .toList(),
                count,
                ChangeView::id);
    }

    @Get("/product-changes/{changeId}")
    ChangeView change(@Parameter(hidden = true) Caller caller, String changeId) {
        keepers.demand(caller, LOOK, changeId);
        return ChangeView.of(changes.find(changeId).orElseThrow(ProblemException::notFound));
    }

    @Post("/product-changes/{changeId}/approve")
    ChangeView approveChange(@Parameter(hidden = true) Caller caller, String changeId) {
        return ChangeView.of(deciding.approve(caller, changeId));
    }

    @Post("/product-changes/{changeId}/decline")
    ChangeView declineChange(@Parameter(hidden = true) Caller caller, String changeId, @Body @Valid Why why) {
        return ChangeView.of(deciding.decline(caller, changeId, why.reason()));
    }

    private ProductView view(Kept kept) {
        String open = changes.openOf(kept.code()).map(Change::id).orElse(null);
        return ProductView.of(kept, open, steps.of(kept.code()));
    }
}
