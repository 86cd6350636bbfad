package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.TourDesk;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.dispatch.Reckoning.Reckoned;

/** Plans, for those who are not asked by JSON: the same use cases, in the words that all modules share. */
@Singleton
class BoardDesk implements TourDesk {
    private final PlanDesk desk;
    private final Plans plans;
    private final Editing editing;
    private final Publishing publishing;
    private final Comparing comparing;
    private final TourTable tours;
    private final NetworkMaps maps;
    private final Workplaces workplaces;

    BoardDesk(
            PlanDesk desk,
            Plans plans,
            Editing editing,
            Publishing publishing,
            Comparing comparing,
            TourTable tours,
            NetworkMaps maps,
            Workplaces workplaces) {
        this.desk = desk;
        this.plans = plans;
        this.editing = editing;
        this.publishing = publishing;
        this.comparing = comparing;
        this.tours = tours;
        this.maps = maps;
        this.workplaces = workplaces;
    }

    @Override
    public List<Node> depots(Caller caller) {
        return Demand.depots(maps.current()).stream()
                .filter(node -> workplaces.covers(caller, node.code(), Plans.WHO))
                .toList();
    }

    @Override
    public String begin(Caller caller, String depot, LocalDate day, @Nullable String key) {
        return desk.begin(caller, depot, day, key).plan();
    }

    @Override
    public List<Short> list(Caller caller, String depot, LocalDate day) {
        return desk.list(caller, depot, day).stream()
                .map(plan -> new Short(
                        plan.plan(), plan.version(), State.valueOf(plan.state().name()), plan.basedOn(), plan.madeAt()))
                .toList();
    }

    @Override
    public Plan see(Caller caller, String planId) {
        PlanDesk.Seen seen = desk.see(caller, planId);
        Sheet sheet = seen.sheet();
        Reckoned comes = seen.comes();
        return new Plan(
                seen.plan(),
                sheet.depot(),
                sheet.day(),
                seen.version(),
                State.valueOf(seen.state().name()),
                seen.basedOn(),
                sheet.vans().stream()
                        .map(van -> new Van(van.code(), van.plate(), van.leaves(), van.back()))
                        .toList(),
                sheet.stops().stream().map(BoardDesk::told).toList(),
                comes.tours().stream().map(BoardDesk::told).toList(),
                comes.leftOut().stream()
                        .map(left -> new LeftOut(left.stop(), left.reasons()))
                        .toList(),
                comes.broken().stream()
                        .map(each -> new Broken(each.what(), each.van(), each.stop()))
                        .toList(),
                sheet.rules().pins().stream()
                        .map(pin -> new Pin(pin.stop(), pin.van(), pin.trip(), pin.position()))
                        .toList(),
                sheet.rules().locked(),
                sheet.rules().apart().stream()
                        .map(pair -> new Apart(pair.one(), pair.other()))
                        .toList(),
                sheet.notToday(),
                Math.round(comes.metres()),
                Math.round(comes.costFen()));
    }

    private static Stop told(Sheet.Stop stop) {
        return new Stop(
                stop.id(),
                stop.node(),
                stop.opens(),
                stop.closes(),
                stop.must(),
                stop.delivers().pieces(),
                stop.collects().pieces(),
                stop.delivers().grams() + stop.collects().grams());
    }

    private static Tour told(Reckoning.TourSeen tour) {
        return new Tour(
                tour.van(),
                tour.trips().stream()
                        .map(trip -> new Trip(
                                second(trip.leaves()),
                                second(trip.back()),
                                trip.stops().stream()
                                        .map(stop -> new Visit(
                                                stop.stop(),
                                                second(stop.arrives()),
                                                second(stop.begins()),
                                                second(stop.leaves())))
                                        .toList()))
                        .toList(),
                Math.round(tour.metres()),
                Math.round(tour.costFen()),
                tour.fill());
    }

    private static int second(double moment) {
        return (int) Math.round(moment);
    }

    @Override
    public Trial attempt(Caller caller, String plan, int version, Edit edit) {
        return told(editing.attempt(caller, plan, version, told(edit)));
    }

    @Override
    public Trial edit(Caller caller, String plan, int version, Edit edit) {
        return told(editing.edit(caller, plan, version, told(edit)));
    }

    private static Editing.Edit told(Edit edit) {
        return new Editing.Edit(edit.act(), edit.stop(), edit.van(), edit.trip(), edit.position(), edit.other());
    }

    private static Trial told(Editing.Trial trial) {
        return new Trial(
                Math.round(trial.costFen()),
                Math.round(trial.metres()),
                trial.leftOut(),
                trial.holds(),
                words(trial.breaks()),
                words(trial.mends()));
    }

    private static List<String> words(List<Reckoning.Broken> broken) {
        return broken.stream().map(Reckoning.Broken::what).distinct().toList();
    }

    @Override
    public Published publish(
            Caller caller, String plan, int version, Map<String, String> drivers, @Nullable String key) {
        var done = publishing.publish(caller, plan, new Publishing.Publication(version, drivers), key);
        return new Published(done.plan(), done.runs().size(), done.moved(), done.kept());
    }

    @Override
    public List<Run> runs(Caller caller, String planId) {
        plans.find(caller, planId);
        return tours.tripsOfPlan(planId).stream()
                .map(trip -> new Run(trip.van(), trip.trip(), trip.line() + "/" + trip.day()))
                .toList();
    }

    @Override
    public List<Served> served(Caller caller, String planId) {
        var plan = plans.find(caller, planId);
        Map<String, String> vans =
                tours.ofPlan(planId).stream().collect(Collectors.toMap(TourTable.Driven::tour, TourTable.Driven::van));
        return comparing.stops(plan).stream()
                .map(stop -> new Served(
                        vans.get(stop.tour()),
                        stop.stop(),
                        stop.beginsAt(),
                        stop.closesAt(),
                        stop.arrivedAt(),
                        stop.leftAt()))
                .toList();
    }
}
