package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.cunlu.search.Search;

/** For an empty page of search; for anybody. */
@Controller("/api/shop")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class HelpController {
    private final Helping helping;

    HelpController(Helping helping) {
        this.helping = helping;
    }

    /**
     * Each of them leads to something that is on sale.
     * @param didYouMean names like what was asked, best first; at most 3
     * @param hot what many look for; at most 8
     * @param categories with the most offers; at most 8, counted 0 when the index is away
     * @param brands with the most offers; at most 8
     */
    @Serdeable
    @Schema(name = "SearchHelp")
    record Help(
            List<Search.Suggestion> didYouMean,
            List<String> hot,
            List<Search.Choice> categories,
            List<Search.Choice> brands,
            Search.Source source) {
        Help {
            didYouMean = List.copyOf(didYouMean);
            hot = List.copyOf(hot);
            categories = List.copyOf(categories);
            brands = List.copyOf(brands);
        }
    }

    @Get("/search-help")
    Help help(@Nullable @QueryValue String q) {
        return helping.help(q);
    }
}
