package org.cunlu.catalog.page;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.catalog.ProductPage;
import org.cunlu.catalog.ProductPages;
import org.cunlu.kernel.problem.ProblemException;

/** What anybody may read of a product. */
@Controller("/api/shop/products/{code}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class ShopProductController {
    private final ProductPages pages;

    ShopProductController(ProductPages pages) {
        this.pages = pages;
    }

    /** A withdrawn product is still shown, with {@code onSale} false and no offers: old links lead to it. */
    @Get
    ProductPage page(String code) {
        return pages.page(code).orElseThrow(ProblemException::notFound);
    }
}
