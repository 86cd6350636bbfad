package org.cunlu.web.shop;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.orders.LiveShow;
import org.cunlu.web.Desk;

/**
 * Live rooms. The page shows what is on air as it is asked for; from then on a script of ours follows the session by the API's
 * server-sent events, which every viewer of this instance shares.
 */
@Controller("/live")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class LivePages {
    static final String PATH = "/live";

    private final Desk desk;
    private final Front front;
    private final Rooms rooms;
    private final Basket basket;
    private final When when;
    private final Streams streams;

    LivePages(Desk desk, Front front, Rooms rooms, Basket basket, When when, Streams streams) {
        this.desk = desk;
        this.front = front;
        this.rooms = rooms;
        this.basket = basket;
        this.when = when;
        this.streams = streams;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request) {
        return desk.show(
                request,
                PATH,
                "shop/lives",
                Map.of("shows", front.live(), "count", basket.count(request), "when", starts(request, front.live())));
    }

    @Get("/{sessionId}")
    HttpResponse<?> room(HttpRequest<?> request, @PathVariable String sessionId) {
        LiveShow show = rooms.show(sessionId);
        var facts = new HashMap<String, Object>();
        facts.put("show", show);
        facts.put("count", basket.count(request));
        facts.put("when", starts(request, List.of(show)));
        String film = streams.type(show.streamUrl());
        facts.put("film", film);
        var page = desk.show(request, PATH + "/" + sessionId, "shop/live", facts);
        return film == null ? page : streams.allow(page);
    }

    private Map<String, String> starts(HttpRequest<?> request, List<LiveShow> shows) {
        return shows.stream()
                .collect(Collectors.toMap(
                        LiveShow::sessionId, show -> when.moment(desk.words(request), show.startsAt())));
    }
}
