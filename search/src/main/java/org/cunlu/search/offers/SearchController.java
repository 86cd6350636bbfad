package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Parameter;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.search.Asked;
import org.cunlu.search.Search;

/** Looking for goods; for anybody. */
@Controller("/api/shop")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class SearchController {
    private final Search search;
    private final Asked asked;

    SearchController(Search search, Asked asked) {
        this.search = search;
        this.asked = asked;
    }

    @Get("/offers")
    Search.Found offers(
            @Parameter(hidden = true) @Nullable Caller caller,
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
        var found = search.find(new Search.Query(
                q,
                blankless(category),
                blankless(brand),
                direction,
                new Search.Narrowing(blankless(seller), storage, minFen, maxFen),
                sort,
                blankless(cursor),
                Page.limit(limit)));
        if (caller != null && blankless(cursor) == null && !found.items().isEmpty()) {
            asked.remember(caller.accountId(), q);
        }
        return found;
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
