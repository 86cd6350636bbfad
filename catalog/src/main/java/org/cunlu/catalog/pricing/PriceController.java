package org.cunlu.catalog.pricing;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.cunlu.catalog.Prices;
import org.cunlu.catalog.Prices.Priced;
import org.cunlu.catalog.Prices.Proof;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;

/** What an offer cost before, for anybody who doubts a "was" price. */
@Controller("/api/shop/offers/{offerId}/prices")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class PriceController {
    private final Prices prices;

    PriceController(Prices prices) {
        this.prices = prices;
    }

    @Get
    Proof prices(String offerId) {
        List<Priced> known = Ids.isId(offerId) ? prices.of(offerId) : List.of();
        if (known.isEmpty()) {
            throw ProblemException.notFound();
        }
        return Proving.proof(known);
    }
}
