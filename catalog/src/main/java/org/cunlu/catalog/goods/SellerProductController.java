package org.cunlu.catalog.goods;

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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.catalog.ShopRight;
import org.cunlu.catalog.goods.Views.ChangeView;
import org.cunlu.catalog.goods.Views.ProductLine;
import org.cunlu.catalog.goods.Views.ProductView;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** What a seller does with the products of his shop. Every act is safe to repeat. */
@Controller("/api/seller/products")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerProductController {
    private final Writing writing;
    private final ProductTable products;
    private final ChangeTable changes;
    private final StepTable steps;

    SellerProductController(Writing writing, ProductTable products, ChangeTable changes, StepTable steps) {
        this.writing = writing;
        this.products = products;
        this.changes = changes;
        this.steps = steps;
    }

    /** @param shop code of the shop in whose name; may be absent when the caller has one only */
    @Serdeable
    record Written(
            @Nullable @Size(max = 32) String shop,
            @NotNull @Valid ProductSheet sheet) {}

    /** Those that his shops wrote, by code. */
    @Get
    Page<ProductLine> own(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        List<String> shops = ShopRight.GOODS.shops(caller);
        int count = Page.limit(limit);
        return shops.isEmpty()
                ? new Page<>(List.of(), null)
                : Page.of(
                        products.list(shops, null, cursor, count + 1).stream()
                                .map(ProductLine::of)
                                .toList(),
                        count,
                        ProductLine::code);
    }

    @Get("/{code}")
    ProductView one(@Parameter(hidden = true) Caller caller, String code) {
        return view(writing.read(caller, code));
    }

    /** Writes a draft, edits what is not published, or proposes a change of what is. */
    @Put("/{code}")
    ProductView write(@Parameter(hidden = true) Caller caller, String code, @Body @Valid Written body) {
        return view(writing.write(caller, code, body.sheet(), body.shop()));
    }

    @Post("/{code}/submit")
    ProductView submit(@Parameter(hidden = true) Caller caller, String code) {
        return view(writing.step(caller, code, Life.SUBMIT));
    }

    /** Takes it back from review. */
    @Post("/{code}/recall")
    ProductView recall(@Parameter(hidden = true) Caller caller, String code) {
        return view(writing.step(caller, code, Life.RECALL));
    }

    /** Takes it off sale with everybody's offers of it. */
    @Post("/{code}/withdraw")
    ProductView withdraw(@Parameter(hidden = true) Caller caller, String code) {
        return view(writing.step(caller, code, Life.WITHDRAW));
    }

    /** What was proposed of it, newest first, with how it was decided and why. */
    @Get("/{code}/changes")
    Page<ChangeView> changes(@Parameter(hidden = true) Caller caller, String code) {
        writing.read(caller, code);
        List<String> shops = ShopRight.GOODS.shops(caller);
        return new Page<>(
                changes.of(code).stream()
                        .filter(change -> shops.contains(change.shop()))
                        .map(ChangeView::of)
                        .toList(),
                null);
    }

    /** Takes the undecided change back. */
    @Post("/{code}/changes/retract")
    ProductView retract(@Parameter(hidden = true) Caller caller, String code) {
        return view(writing.retract(caller, code));
    }

    private ProductView view(Kept kept) {
        String open = changes.openOf(kept.code()).map(Change::id).orElse(null);
        return ProductView.of(kept, open, steps.of(kept.code()));
    }
}
