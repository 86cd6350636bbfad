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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.TourDesk;
import org.cunlu.logistics.TourDesk.Act;
import org.cunlu.logistics.TourDesk.Edit;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** A plan of tours: looked at, changed by hand, published, held against another. */
@Controller(PlanPages.PLANS)
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class PlanPages {
    static final String PLANS = "/dispatch/plans";
    private static final String VIEW = "dispatch/plan";

    private final Desk desk;
    private final TourDesk tours;
    private final PlanFacts facts;
    private final Hands hands;
    private final Beside beside;
    private final MapTiles tiles;

    PlanPages(Desk desk, TourDesk tours, PlanFacts facts, Hands hands, Beside beside, MapTiles tiles) {
        this.desk = desk;
        this.tours = tours;
        this.facts = facts;
        this.hands = hands;
        this.beside = beside;
        this.tiles = tiles;
    }

    /** With a stop in hand, and what a move of it would do, where the address says so. */
    @Get("/{plan}")
    HttpResponse<?> page(HttpRequest<?> request, Caller caller, String plan) {
        Fields asked = asked(request);
        TourDesk.Plan seen = tours.see(caller, plan);
        Words words = desk.words(request);
        return desk.attempt(
                () -> {
                    var shown = new HashMap<>(facts.of(caller, seen, hand(caller, seen, asked, words), words));
                    tiles.add(shown);
                    return tiles.allow(desk.show(request, path(plan), VIEW, shown));
                },
                refusal -> desk.again(
                        request,
                        path(plan),
                        VIEW,
                        facts.of(caller, seen, hand(caller, seen, withoutAct(asked), words), words),
                        asked,
                        refusal));
    }

    /** The same stop in hand, for who drags. */
    @Get("/{plan}/trial")
    HttpResponse<?> trial(HttpRequest<?> request, Caller caller, String plan) {
        Fields asked = asked(request);
        TourDesk.Plan seen = tours.see(caller, plan);
        Words words = desk.words(request);
        return desk.attempt(
                () -> desk.piece(request, path(plan), "dispatch/hand", held(hand(caller, seen, asked, words))),
                refusal -> desk.again(
                        request,
                        path(plan),
                        "dispatch/hand",
                        held(hand(caller, seen, withoutAct(asked), words)),
                        asked,
                        refusal));
    }

    @Post("/{plan}/edits")
    HttpResponse<?> edit(
            HttpRequest<?> request, Caller caller, String plan, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    Edit edit = Hand.edit(form);
                    if (edit == null) {
                        throw ProblemException.invalid("act", "act-invalid", "没有这个操作 · No such act");
                    }
                    tours.edit(caller, plan, version(form), edit);
                    return desk.onward(request, path(plan), note(request, edit.act()));
                },
                refusal -> again(request, caller, plan, form, refusal));
    }

    /** @return the key of what has been done; that it has a text in both languages shows here already */
    private String note(HttpRequest<?> request, Act act) {
        String what = act.name().toLowerCase(Locale.ROOT);
        desk.words(request).text("dispatch.done." + what);
        return "dispatch.done." + what;
    }

    @Post("/{plan}/publication")
    HttpResponse<?> publish(
            HttpRequest<?> request, Caller caller, String plan, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    tours.publish(caller, plan, version(form), Map.of(), form.optional("key"));
                    return desk.onward(request, path(plan), "dispatch.done.published");
                },
                refusal -> again(request, caller, plan, form, refusal));
    }

    /** Two plans of the same depot and day side by side. */
    @Get("/{plan}/beside")
    HttpResponse<?> beside(HttpRequest<?> request, Caller caller, String plan) {
        TourDesk.Plan one = tours.see(caller, plan);
        TourDesk.Plan other = tours.see(caller, asked(request).typed("other"));
        return desk.show(
                request, path(plan) + "/beside", "dispatch/beside", beside.of(one, other, desk.words(request)));
    }

    private HttpResponse<?> again(
            HttpRequest<?> request, Caller caller, String plan, Fields form, ProblemException refusal) {
        TourDesk.Plan seen = tours.see(caller, plan);
        Words words = desk.words(request);
        Hand hand = hand(caller, seen, withoutAct(form), words);
        return desk.again(request, path(plan), VIEW, facts.of(caller, seen, hand, words), form, refusal);
    }

    @Nullable
    private Hand hand(Caller caller, TourDesk.Plan plan, Fields asked, Words words) {
        String stop = asked.optional("stop");
        return stop == null || !plan.draft()
                ? null
                : hands.tried(caller, hands.of(plan, stop), Hand.edit(asked), words);
    }

    private static Map<String, Object> held(@Nullable Hand hand) {
        if (hand == null) {
            throw ProblemException.notFound();
        }
        return Map.of("hand", hand);
    }

    static int version(Fields form) {
        Integer version = Shown.whole(form, "version");
        return version == null ? 0 : version;
    }

    private static Fields asked(HttpRequest<?> request) {
        var asked = new HashMap<String, String>();
        request.getParameters().forEach((name, values) -> asked.put(name, values.isEmpty() ? "" : values.getFirst()));
        return Fields.of(asked);
    }

    private static Fields withoutAct(Fields form) {
        var rest = new HashMap<>(form.all());
        rest.remove("act");
        return new Fields(rest);
    }

    static String path(String plan) {
        return PLANS + "/" + plan;
    }
}
