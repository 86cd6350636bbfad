package org.cunlu.web.home;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.views.View;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.search.Search;
import org.cunlu.web.Language;
import org.cunlu.web.Words;

/** The first page. */
@Controller("/")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class HomeController {
    private static final int CARDS = 24;
    private static final int QUERY_LENGTH_MAX = 60;
    private static final int GRAMS_PER_KILOGRAM = 1000;

    private final Search search;
    private final Glances glances;

    HomeController(Search search, Glances glances) {
        this.search = search;
        this.glances = glances;
    }

    @Get
    @Produces(MediaType.TEXT_HTML)
    @View("home")
    Map<String, Object> home(
            @Nullable @QueryValue String q,
            @Nullable @QueryValue String direction,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue String lang) {
        String query = q == null ? "" : q.strip();
        String words = query.length() > QUERY_LENGTH_MAX ? query.substring(0, QUERY_LENGTH_MAX) : query;
        Direction way = way(direction);
        Search.Found found = find(asked(words.isEmpty() ? null : words, way, blankToNull(cursor)));
        return Map.of(
                "page",
                new HomePage(
                        new Words(Language.of(lang)),
                        words,
                        way,
                        found.items().stream().map(HomeController::card).toList(),
                        found.source() == Search.Source.DATABASE,
                        found.next(),
                        glances.current()));
    }

    private Search.Found find(Search.Query query) {
        try {
            return search.find(query);
        } catch (ProblemException refused) {
            if (query.cursor() == null) {
                throw refused;
            }
            // An old or broken address of a later piece: the beginning is better than an error.
            return search.find(query.from(null, CARDS));
        }
    }

    /** A product comes once, however many sell it: its page shows them all. */
    private static Search.Query asked(@Nullable String words, @Nullable Direction way, @Nullable String cursor) {
        return new Search.Query(
                words,
                null,
                null,
                way,
                Search.Narrowing.NONE,
                null,
                cursor,
                CARDS,
                new Search.Manner(null, true, false));
    }

    /** @return null for nothing and for what is no direction: a page is shown whatever stands in its address */
    private static Direction way(@Nullable String asked) {
        return Stream.of(Direction.values())
                .filter(way -> way.name().equalsIgnoreCase(asked))
                .findFirst()
                .orElse(null);
    }

    private static String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static HomePage.Card card(Offer offer) {
        return new HomePage.Card(
                offer.id(),
                offer.sku().name(),
                offer.sellerName(),
                offer.brandName(),
                Fen.text(offer.priceFen()),
                weight(offer.sku().weightGrams()),
                offer.direction());
    }

    private static String weight(long grams) {
        return grams < GRAMS_PER_KILOGRAM
                ? grams + " g"
                : String.format("%.1f kg", grams / (double) GRAMS_PER_KILOGRAM).replace(".0 ", " ");
    }
}
