package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Direction;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.search.Search;
import org.cunlu.web.Desk;
import org.cunlu.web.Words;

/** The first page, what is found, and what somebody who types may mean. */
@Controller("/")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class HomePages {
    private final Desk desk;
    private final Search search;
    private final Front front;
    private final Cards cards;
    private final Places places;
    private final Basket basket;
    private final Glances glances;

    HomePages(Desk desk, Search search, Front front, Cards cards, Places places, Basket basket, Glances glances) {
        this.desk = desk;
        this.search = search;
        this.front = front;
        this.cards = cards;
        this.places = places;
        this.basket = basket;
        this.glances = glances;
    }

    @Get
    HttpResponse<?> home(HttpRequest<?> request) {
        Words words = desk.words(request);
        var question = new Question(request.getParameters());
        Place to = places.of(request).orElse(null);
        boolean plain = question.plain();
        Search.Found found = find(question.query(to));
        var page = new HomePage(
                plain,
                question.words(),
                question.way(),
                to,
                plain ? cards.of(words, front.shelf(to, Direction.UP), to) : List.of(),
                plain ? cards.of(words, front.shelf(to, Direction.DOWN), to) : List.of(),
                plain ? front.brands() : List.of(),
                plain ? front.live() : List.of(),
                cards.of(words, found, to),
                found.source() == Search.Source.DATABASE,
                found.next(),
                found.total(),
                found.facets(),
                glances.current());
        return desk.show(request, "/", "shop/home", Map.of("page", page, "count", basket.count(request)));
    }

    /** Names that begin so, for the field in which somebody types. */
    @Get("/suggest")
    HttpResponse<?> suggest(HttpRequest<?> request, @Nullable @QueryValue String q) {
        return desk.piece(request, "/suggest", "shop/suggest", Map.of("suggestions", search.suggest(q)));
    }

    private Search.Found find(Search.Query query) {
        try {
            return search.find(query);
        } catch (ProblemException refused) {
            if (query.cursor() == null) {
                throw refused;
            }
            // An old or broken address of a later piece: the beginning is better than an error.
            return search.find(query.from(null, Question.CARDS));
        }
    }
}
