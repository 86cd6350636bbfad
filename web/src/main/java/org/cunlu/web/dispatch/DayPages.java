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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.TourDesk;
import org.cunlu.logistics.TripsOfDay;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** A depot's day: what is driven, the late first, and the plans that there are. */
@Controller(DayPages.DISPATCH)
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class DayPages {
    static final String DISPATCH = "/dispatch";
    private static final String VIEW = "dispatch/day";

    private final Desk desk;
    private final TourDesk tours;
    private final TripsOfDay trips;
    private final TripRows rows;
    private final PlanFacts facts;
    private final Drawing drawing;
    private final Reach reach;
    private final MapTiles tiles;

    DayPages(
            Desk desk,
            TourDesk tours,
            TripsOfDay trips,
            TripRows rows,
            PlanFacts facts,
            Drawing drawing,
            Reach reach,
            MapTiles tiles) {
        this.desk = desk;
        this.tours = tours;
        this.trips = trips;
        this.rows = rows;
        this.facts = facts;
        this.drawing = drawing;
        this.reach = reach;
        this.tiles = tiles;
    }

    @Get
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String depot,
            @Nullable @QueryValue String day,
            @Nullable @QueryValue String show,
            @Nullable @QueryValue String cursor) {
        var shown = day(caller, depot, reach.day(day), desk.words(request));
        rows.add(caller, trips.trips(caller, reach.day(day)), show, cursor, desk.words(request), shown);
        tiles.add(shown);
        return tiles.allow(desk.show(request, DISPATCH, VIEW, shown));
    }

    /** Begins a draft of the depot's day. */
    @Post("/plans")
    HttpResponse<?> begin(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        LocalDate day = reach.day(form.typed("day"));
        return desk.attempt(
                () -> desk.onward(
                        request,
                        PlanPages.path(tours.begin(caller, form.typed("depot"), day, form.optional("key"))),
                        "dispatch.done.begun"),
                refusal -> {
                    var shown = day(caller, form.typed("depot"), day, desk.words(request));
                    rows.add(caller, trips.trips(caller, day), null, null, desk.words(request), shown);
                    return desk.again(request, DISPATCH, VIEW, shown, form, refusal);
                });
    }

    /** Takes note of what a crew reported. */
    @Post("/reports")
    HttpResponse<?> seen(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        LocalDate day = reach.day(form.typed("day"));
        trips.seen(caller, form.typed("line"), day);
        Words words = desk.words(request);
        String back = words.link(DISPATCH, "depot", form.typed("depot"), "day", day.toString());
        return HttpResponse.seeOther(URI.create(back));
    }

    private Map<String, Object> day(Caller caller, @Nullable String asked, LocalDate day, Words words) {
        Map<String, String> depots = reach.depots(caller);
        var shown = new HashMap<String, Object>();
        shown.put("depots", depots);
        shown.put("day", day.toString());
        shown.put("today", day.equals(reach.today()));
        shown.put("key", UUID.randomUUID().toString());
        String depot = asked != null && depots.containsKey(asked)
                ? asked
                : depots.keySet().stream().findFirst().orElse(null);
        if (depot == null) {
            return shown;
        }
        shown.put("depot", depot);
        List<TourDesk.Short> plans = tours.list(caller, depot, day);
        shown.put("plans", PlanHead.named(plans, words));
        plans.stream()
                .filter(plan -> plan.state() == TourDesk.State.PUBLISHED)
                .findFirst()
                .ifPresentOrElse(
                        live -> {
                            TourDesk.Plan plan = tours.see(caller, live.plan());
                            shown.put("plan", facts.head(plan, words));
                            facts.tours(caller, plan, words, shown);
                        },
                        () -> shown.put("map", drawing.of(reach.node(depot), Map.of(), List.of())));
        return shown;
    }
}
