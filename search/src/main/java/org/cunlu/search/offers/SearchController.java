package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.paging.Page;
import org.cunlu.search.Search;

/** Looking for goods; for anybody. */
@Controller("/api/shop")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class SearchController {
    private final Search search;

    SearchController(Search search) {
        this.search = search;
    }

    @Get("/offers")
    Search.Found offers(
            @Nullable @QueryValue String q,
            @Nullable @QueryValue String category,
            @Nullable @QueryValue String brand,
            @Nullable @QueryValue Direction direction,
            @Nullable @QueryValue String seller,
            @Nullable @QueryValue StorageClass storage,
            @Nullable @QueryValue Long minFen,
            @Nullable @QueryValue Long maxFen,
            @Nullable @QueryValue Search.Sort sort,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        return search.find(new Search.Query(
                q,
                blankless(category),
                blankless(brand),
                direction,
                new Search.Narrowing(blankless(seller), storage, minFen, maxFen),
                sort,
                blankless(cursor),
                Page.limit(limit)));
    }

    @Get("/suggestions")
    Page<Search.Suggestion> suggestions(@Nullable @QueryValue String q) {
        return new Page<>(search.suggest(q), null);
    }

    /** A form sends the fields that were left empty too. */
    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
