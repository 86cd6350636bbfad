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
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.search.Asked;
import org.cunlu.search.Search;
import org.cunlu.search.Similar;

/** Looking for goods; for anybody. */
@Controller("/api/shop")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class SearchController {
    private final Search search;
    private final Similar similar;
    private final Asked asked;

    SearchController(Search search, Similar similar, Asked asked) {
        this.search = search;
        this.similar = similar;
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
            @Nullable @QueryValue String origin,
            @Nullable @QueryValue String grade,
            @Nullable @QueryValue List<String> attribute,
            @Nullable @QueryValue String village,
            @Nullable @QueryValue Boolean reachable,
            @Nullable @QueryValue LocalDate by,
            @Nullable @QueryValue Boolean together,
            @Nullable @QueryValue Boolean explain,
            @Nullable @QueryValue Search.Sort sort,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        boolean explained = Boolean.TRUE.equals(explain);
        if (explained) {
            requireOperator(caller);
        }
        var found = search.find(new Search.Query(
                q,
                blankless(category),
                blankless(brand),
                direction,
                new Search.Narrowing(
                        blankless(seller),
                        storage,
                        minFen,
                        maxFen,
                        blankless(origin),
                        blankless(grade),
                        attributes(attribute)),
                sort,
                blankless(cursor),
                Page.limit(limit),
                new Search.Manner(
                        destination(blankless(village), Boolean.TRUE.equals(reachable), by),
                        !Boolean.FALSE.equals(together),
                        explained)));
        if (caller != null && blankless(cursor) == null && !found.items().isEmpty()) {
            asked.remember(caller.accountId(), q);
        }
        return found;
    }

    @Get("/products/{code}/similar")
    Page<Offer> similar(String code) {
        return new Page<>(similar.to(code), null);
    }

    /** How goods are ranked is the county's business. */
    private static void requireOperator(@Nullable Caller caller) {
        if (caller == null) {
            throw ProblemException.unauthenticated();
        }
        caller.require(Role.COUNTY_OPERATOR);
    }

    private static Search.@Nullable Destination destination(
            @Nullable String village, boolean reachable, @Nullable LocalDate by) {
        if (village == null && (reachable || by != null)) {
            throw ProblemException.invalid("village", "village-needed", "请先选收货的村 · Say to which village");
        }
        return village == null ? null : new Search.Destination(village, reachable, by);
    }

    /** @param said each a code and a value with an equals sign between */
    private static Map<String, String> attributes(@Nullable List<String> said) {
        var attributes = new LinkedHashMap<String, String>();
        for (String each : said == null ? List.<String>of() : said) {
            int equals = each.indexOf('=');
            if (!each.isBlank()) {
                attributes.put(each.substring(0, Math.max(0, equals)), each.substring(equals + 1));
            }
        }
        return attributes;
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
