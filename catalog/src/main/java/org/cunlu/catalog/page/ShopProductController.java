package org.cunlu.catalog.page;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletableFuture;
import org.cunlu.catalog.ProductPage;
import org.cunlu.catalog.ProductPages;
import org.cunlu.kernel.problem.ProblemException;

/** What anybody may read of a product. */
@Controller("/api/shop/products/{code}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "shop")
class ShopProductController {
    private final ProductPages pages;

    ShopProductController(ProductPages pages) {
        this.pages = pages;
    }

    /** A withdrawn product is still shown, with {@code onSale} false and no offers: old links lead to it. */
    @Get
    CompletableFuture<ProductPage> page(String code) {
        // Not on a thread of its own: what is remembered is answered where it was asked.
        return pages.soon(code).thenApply(page -> page.orElseThrow(ProblemException::notFound));
    }
}
