package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.money.Fen;
import org.cunlu.logistics.TourDesk;
import org.cunlu.logistics.TourSearches;
import org.cunlu.logistics.TripsOfDay;
import org.cunlu.web.Words;

/** Gathers what the page of a plan shows. */
@Singleton
class PlanFacts {
    private final TourDesk tours;
    private final TourSearches searches;
    private final TripsOfDay trips;
    private final TourRows rows;
    private final Drawing drawing;
    private final Names names;
    private final Reach reach;

    PlanFacts(
            TourDesk tours,
            TourSearches searches,
            TripsOfDay trips,
            TourRows rows,
            Drawing drawing,
            Names names,
            Reach reach) {
        this.tours = tours;
        this.searches = searches;
        this.trips = trips;
        this.rows = rows;
        this.drawing = drawing;
        this.names = names;
        this.reach = reach;
    }

    Map<String, Object> of(Caller caller, TourDesk.Plan plan, @Nullable Hand hand, Words words) {
        var facts = new HashMap<String, Object>();
        facts.put("plan", head(plan, words));
        facts.put("key", UUID.randomUUID().toString());
        facts.put("others", others(caller, plan, words));
        tours(caller, plan, words, facts);
        if (hand != null) {
            facts.put("hand", hand);
        }
        searches.latest(caller, plan.plan()).ifPresent(search -> facts.put("search", search(search, words)));
        return facts;
    }

    /** The tours in rows, on an axis and on the map. */
    void tours(Caller caller, TourDesk.Plan plan, Words words, Map<String, Object> facts) {
        TourRows.Driven driven = plan.draft()
                ? TourRows.Driven.NOT
                : TourRows.Driven.of(
                        tours.runs(caller, plan.plan()),
                        trips.trips(caller, plan.day()),
                        tours.served(caller, plan.plan()));
        Axis axis = Axis.of(plan.tours());
        Map<String, String> nodes =
                plan.stops().stream().collect(Collectors.toMap(TourDesk.Stop::id, TourDesk.Stop::node));
        facts.put("axis", axis);
        facts.put("rows", rows.of(plan, driven, axis, words));
        facts.put("map", drawing.of(reach.node(plan.depot()), nodes, plan.tours()));
    }

    PlanHead head(TourDesk.Plan plan, Words words) {
        Map<String, TourDesk.Stop> stops =
                plan.stops().stream().collect(Collectors.toMap(TourDesk.Stop::id, stop -> stop));
        return new PlanHead(
                plan.plan(),
                plan.version(),
                plan.depot(),
                names.of(plan.depot()),
                plan.day().toString(),
                plan.state(),
                plan.stops().size(),
                plan.tours().size(),
                plan.vans().size(),
                Shown.km(plan.metres()),
                Fen.text(plan.costFen()),
                plan.leftOut().stream()
                        .map(left -> new PlanHead.Left(
                                left.stop(),
                                names.ofStop(stops.get(left.stop())),
                                left.reasons().stream()
                                        .map(reason -> Shown.in(words, reason))
                                        .toList()))
                        .toList(),
                plan.broken().stream()
                        .map(each -> Shown.in(words, each.what()))
                        .distinct()
                        .toList(),
                plan.pins().stream()
                        .map(pin -> names.ofStop(stops.get(pin.stop())) + " → " + pin.van())
                        .toList(),
                plan.apart().stream()
                        .map(pair ->
                                names.ofStop(stops.get(pair.one())) + " × " + names.ofStop(stops.get(pair.other())))
                        .toList(),
                plan.notToday().stream().map(names::of).filter(Objects::nonNull).toList());
    }

    /** @return the other plans of that depot and day by id, the latest first */
    private Map<String, String> others(Caller caller, TourDesk.Plan plan, Words words) {
        List<TourDesk.Short> all = tours.list(caller, plan.depot(), plan.day());
        return PlanHead.named(
                all.stream().filter(each -> !each.plan().equals(plan.plan())).toList(), words);
    }

    static SearchView search(TourSearches.Search search, Words words) {
        return new SearchView(
                search.search(),
                search.over(),
                search.cancelled(),
                Math.clamp(Math.round(search.spentSeconds()), 0, search.seconds()),
                search.seconds(),
                said(search, words));
    }

    private static String said(TourSearches.Search search, Words words) {
        if (search.state() == TourSearches.State.FAILED) {
            return words.textOr("dispatch.search.failed." + search.problem(), words.text("dispatch.search.failed"));
        }
        if (search.costFen() == null) {
            return search.over() ? words.text("dispatch.search.nothing") : words.text("dispatch.search.begins");
        }
        String best =
                words.text("dispatch.search.best", Fen.text(search.costFen()), search.vehicles(), search.leftOut());
        return search.over() && !search.taken() ? words.text("dispatch.search.nottaken") + best : best;
    }
}
