package org.cunlu.catalog.types;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.catalog.Assortment.Category;
import org.cunlu.catalog.CatalogKeepers;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductType.Attribute;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.kernel.caller.Caller;

/** What the county lays down: kinds of products and the tree of categories. Both are safe to repeat. */
@Controller("/api/county")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class CountyTypesController {
    private final ProductTypes types;
    private final CategoryKeeping categories;
    private final CatalogKeepers keepers;

    CountyTypesController(ProductTypes types, CategoryKeeping categories, CatalogKeepers keepers) {
        this.keepers = keepers;
        this.types = types;
        this.categories = categories;
    }

    @Serdeable
    record TypeSheet(
            @NotBlank @Size(max = 120) String name,
            @NotNull @Size(max = 40) List<@Valid Attribute> attributes) {}

    @Serdeable
    record CategorySheet(
            @NotBlank @Size(max = 120) String name,
            @Nullable @Size(max = 32) String parentCode) {}

    @Put("/product-types/{code}")
    ProductType type(@Parameter(hidden = true) Caller caller, String code, @Body @Valid TypeSheet sheet) {
        keepers.demand(caller, "catalog.product-type", code);
        return types.keep(new ProductType(code, sheet.name(), sheet.attributes()), caller.accountId());
    }

    @Put("/categories/{code}")
    Category category(@Parameter(hidden = true) Caller caller, String code, @Body @Valid CategorySheet sheet) {
        keepers.demand(caller, "catalog.category", code);
        return categories.keep(caller.accountId(), code, sheet.name(), sheet.parentCode());
    }
}
