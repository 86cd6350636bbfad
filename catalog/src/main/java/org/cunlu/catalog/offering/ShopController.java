package org.cunlu.catalog.offering;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.Assortment;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** What anybody may look at. */
@Controller("/api/shop")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class ShopController {
    private final Offers offers;
    private final Assortment assortment;

    ShopController(Offers offers, Assortment assortment) {
        this.offers = offers;
        this.assortment = assortment;
    }

    /** A product's page. One that is no longer sold is still shown, with {@code onSale} false: old links lead to it. */
    @Get("/offers/{offerId}")
    Offer offer(String offerId) {
        return Optional.ofNullable(offers.find(List.of(offerId)).get(offerId)).orElseThrow(ProblemException::notFound);
    }

    @Get("/brands")
    Page<Assortment.Brand> brands() {
        return new Page<>(assortment.brands(), null);
    }

    @Get("/categories")
    Page<Assortment.Category> categories() {
        return new Page<>(assortment.categories(), null);
    }
}
