package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.TourDesk;
import org.cunlu.logistics.TourSearches;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Searches for tours: asked for, watched, ended. Where they stand is told by the page of their plan, whoever comes back to it. */
@Controller("/dispatch")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class SearchPages {
    private final Desk desk;
    private final TourDesk tours;
    private final TourSearches searches;
    private final PlanFacts facts;

    SearchPages(Desk desk, TourDesk tours, TourSearches searches, PlanFacts facts) {
        this.desk = desk;
        this.tours = tours;
        this.searches = searches;
        this.facts = facts;
    }

    @Post("/plans/{plan}/searches")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> ask(
            HttpRequest<?> request, Caller caller, String plan, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    Integer seconds = Shown.whole(form, "seconds");
                    searches.ask(
                            caller, plan, PlanPages.version(form), seconds == null ? 0 : seconds, form.optional("key"));
                    return desk.onward(request, PlanPages.path(plan));
                },
                refusal -> again(request, caller, plan, form, refusal));
    }

    private HttpResponse<?> again(
            HttpRequest<?> request, Caller caller, String plan, Fields form, ProblemException refusal) {
        Words words = desk.words(request);
        var shown = facts.of(caller, tours.see(caller, plan), null, words);
        return desk.again(request, PlanPages.path(plan), "dispatch/plan", shown, form, refusal);
    }

    @Post("/searches/{search}/end")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> end(HttpRequest<?> request, Caller caller, String search) {
        String plan = searches.cancel(caller, search).plan();
        return desk.onward(request, PlanPages.path(plan), "dispatch.done.ended");
    }

    /** Server-sent events named {@code search}: how it is now, each change within a second, and the end of it. */
    @Get(value = "/searches/{search}/events", produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<SearchView>> events(HttpRequest<?> request, Caller caller, String search) {
        Words words = desk.words(request);
        return Flux.from(searches.watch(caller, search))
                .map(seen -> Event.of(PlanFacts.search(seen, words)).name("search"));
    }
}
