package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.TourDesk;
import org.cunlu.logistics.TourDesk.Act;
import org.cunlu.logistics.TourDesk.Edit;
import org.cunlu.web.Words;

/** Takes a stop in hand, and tries what is thought of. */
@Singleton
class Hands {
    private final TourDesk tours;
    private final Names names;

    Hands(TourDesk tours, Names names) {
        this.tours = tours;
        this.names = names;
    }

    /** @throws ProblemException 404 for a stop that the plan has not */
    Hand of(TourDesk.Plan plan, String stopId) {
        TourDesk.Stop stop = plan.stops().stream()
                .filter(each -> each.id().equals(stopId))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        var vans = new LinkedHashMap<String, String>();
        plan.vans().forEach(van -> vans.put(van.code(), van.plate()));
        var others = new LinkedHashMap<String, String>();
        plan.stops().stream()
                .filter(each -> !each.id().equals(stopId))
                .forEach(each -> others.put(each.id(), names.ofStop(each)));
        return new Hand(
                plan.plan(),
                plan.version(),
                stopId,
                names.ofStop(stop),
                Shown.clock(stop.opens()) + "–" + Shown.clock(stop.closes()),
                van(plan, stopId),
                plan.pins().stream().anyMatch(pin -> pin.stop().equals(stopId)),
                vans,
                others,
                apart(plan, stopId, others),
                null,
                null);
    }

    private static Map<String, String> apart(TourDesk.Plan plan, String stop, Map<String, String> names) {
        var apart = new LinkedHashMap<String, String>();
        plan.apart().stream()
                .flatMap(pair -> pair.one().equals(stop)
                        ? Stream.of(pair.other())
                        : pair.other().equals(stop) ? Stream.of(pair.one()) : Stream.empty())
                .forEach(other -> apart.put(other, names.getOrDefault(other, other)));
        return apart;
    }

    @Nullable
    static String van(TourDesk.Plan plan, String stop) {
        return plan.tours().stream()
                .filter(tour -> tour.trips().stream()
                        .flatMap(trip -> trip.visits().stream())
                        .anyMatch(visit -> visit.stop().equals(stop)))
                .findFirst()
                .map(TourDesk.Tour::van)
                .orElse(null);
    }

    /** @return with what a move would do; the same where none is thought of */
    Hand tried(Caller caller, Hand hand, @Nullable Edit edit, Words words) {
        if (edit == null || edit.act() != Act.MOVE) {
            return hand;
        }
        TourDesk.Trial trial = tours.attempt(caller, hand.plan(), hand.version(), edit);
        return new Hand(
                hand.plan(),
                hand.version(),
                hand.stop(),
                hand.name(),
                hand.opening(),
                hand.van(),
                hand.pinned(),
                hand.vans(),
                hand.others(),
                hand.apart(),
                edit,
                new Hand.Tried(
                        signed(trial.costFen(), Fen.text(Math.abs(trial.costFen()))),
                        signed(trial.metres(), Shown.km(Math.abs(trial.metres()))),
                        trial.leftOut(),
                        trial.costFen() <= 0,
                        trial.holds(),
                        trial.breaks().stream()
                                .map(each -> Shown.in(words, each))
                                .toList(),
                        trial.mends().stream()
                                .map(each -> Shown.in(words, each))
                                .toList(),
                        hand.vans().getOrDefault(edit.van(), String.valueOf(edit.van()))));
    }

    private static String signed(long number, String text) {
        return (number < 0 ? "−" : "+") + text;
    }
}
