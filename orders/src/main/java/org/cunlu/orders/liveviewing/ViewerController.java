package org.cunlu.orders.liveviewing;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.http.ClientAddress;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.LiveShow;
import org.cunlu.orders.LiveShows;
import org.reactivestreams.Publisher;

/** Live sessions for everybody who looks on. What is on air is bought through the cart, with its slot's id. */
@Controller("/api/shop/live")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class ViewerController {
    private static final int LISTED_MAX = 50;

    private final LiveShows shows;
    private final Board board;
    private final ClientAddress addresses;

    ViewerController(LiveShows shows, Board board, ClientAddress addresses) {
        this.shows = shows;
        this.board = board;
        this.addresses = addresses;
    }

    /** On air or to come, the earliest first. */
    @Get
    Page<LiveShow> current() {
        return new Page<>(shows.current(LISTED_MAX), null);
    }

    /** A session as it is now. */
    @Get("/{sessionId}")
    LiveShow one(@PathVariable @Size(max = 13) String sessionId) {
        return board.show(sessionId).orElseThrow(ProblemException::notFound);
    }

    /**
     * Server-sent events named {@code show}, each the whole session: what it is now, each change within a second, and once in ten
     * seconds where nothing changes. Ends with the session.
     */
    @Get(value = "/{sessionId}/events", produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<LiveShow>> events(
            @Parameter(hidden = true) HttpRequest<?> request, @PathVariable @Size(max = 13) String sessionId) {
        return board.watch(sessionId, addresses.of(request));
    }
}
