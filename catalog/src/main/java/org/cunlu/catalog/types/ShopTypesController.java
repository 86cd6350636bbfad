package org.cunlu.catalog.types;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** The kinds of products, for whoever writes a sheet or narrows a list. */
@Controller("/api/shop/product-types")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class ShopTypesController {
    private final ProductTypes types;

    ShopTypesController(ProductTypes types) {
        this.types = types;
    }

    @Get
    Page<ProductType> all() {
        return new Page<>(types.all(), null);
    }

    @Get("/{code}")
    ProductType one(String code) {
        return types.find(code).orElseThrow(ProblemException::notFound);
    }
}
