package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.TourDesk.Act;
import org.cunlu.logistics.dispatch.PlanTable.Plan;
import org.cunlu.logistics.dispatch.Reckoning.Broken;
import org.cunlu.logistics.dispatch.Reckoning.Reckoned;
import org.cunlu.logistics.dispatch.Sheet.Apart;
import org.cunlu.logistics.dispatch.Sheet.Pin;
import org.cunlu.logistics.dispatch.Sheet.Rules;
import org.cunlu.logistics.dispatch.Sheet.Tour;

/** A dispatcher's hand in a draft: he may do all that the planner may, and is told what it costs and breaks. */
@Singleton
class Editing {
    private final Plans plans;
    private final PlanTable table;
    private final Reckoning reckoning;
    private final Transactions transactions;
    private final Trail trail;

    Editing(Plans plans, PlanTable table, Reckoning reckoning, Transactions transactions, Trail trail) {
        this.plans = plans;
        this.table = table;
        this.reckoning = reckoning;
        this.transactions = transactions;
        this.trail = trail;
    }

    @Serdeable
    record Edit(
            @NotNull Act act,
            @Nullable @Size(max = 160) String stop,
            @Nullable @Size(max = 32) String van,
            @Nullable @Min(0) @Max(1_000) Integer trip,
            @Nullable @Min(0) @Max(10_000) Integer position,
            @Nullable @Size(max = 160) String other) {}

    /** What an edit would do. @param breaks what does not hold with it and did before @param mends the other way round */
    @Serdeable
    record Trial(
            double costFen,
            double metres,
            int leftOut,
            boolean holds,
            List<Broken> breaks,
            List<Broken> mends,
            List<Reckoning.TourSeen> tours) {}

    private record Edited(Sheet sheet, List<Tour> tours) {}

    /** Changes nothing. */
    Trial attempt(Caller caller, String planId, int version, Edit edit) {
        Plan plan = plans.draft(caller, planId, version);
        Matrix roads = plans.roads(planId);
        Edited edited = edited(plan.sheet(), plan.tours(), edit);
        return trial(plan, edited, roads, edit);
    }

    private Trial trial(Plan plan, Edited edited, Matrix roads, Edit edit) {
        Reckoned before = reckoning.of(plan.sheet(), roads, plan.tours());
        Reckoned after = reckoning.of(edited.sheet(), roads, edited.tours());
        var touched = new HashSet<String>();
        plan.tours().stream()
                .filter(tour ->
                        tour.van().equals(edit.van()) || tour.stops().anyMatch(stop -> stop.equals(edit.stop())))
                .forEach(tour -> touched.add(tour.van()));
        if (edit.van() != null) {
            touched.add(edit.van());
        }
        return new Trial(
                after.withLeftOut() - before.withLeftOut(),
                after.metres() - before.metres(),
                after.leftOut().size() - before.leftOut().size(),
                after.holds(),
                Reckoning.more(before, after),
                Reckoning.more(after, before),
                after.tours().stream()
                        .filter(tour -> touched.contains(tour.van()))
                        .toList());
    }

    /** @return the plan's new version, and what it did */
    Trial edit(Caller caller, String planId, int version, Edit edit) {
        Plan plan = plans.draft(caller, planId, version);
        Edited edited = edited(plan.sheet(), plan.tours(), edit);
        Trial trial = trial(plan, edited, plans.roads(planId), edit);
        transactions.run(() -> {
            if (!table.change(planId, version, edited.sheet(), edited.tours())) {
                throw Plans.changed(table.find(planId).orElseThrow().version());
            }
            trail.record(caller.accountId(), "logistics.plan-edit", planId, String.valueOf(version), edit.toString());
        });
        return trial;
    }

    private static Edited edited(Sheet sheet, List<Tour> tours, Edit edit) {
        Rules rules = sheet.rules();
        var pins = new ArrayList<>(rules.pins());
        var locked = new HashSet<>(rules.locked());
        var apart = new ArrayList<>(rules.apart());
        List<Tour> now = tours;
        switch (edit.act()) {
            case MOVE -> {
                free(locked, tours, edit);
                now = moved(sheet, tours, edit);
            }
            case REMOVE -> {
                free(locked, tours, edit);
                now = Moving.without(tours, stop(sheet, edit.stop()));
            }
            case PIN -> {
                String stop = stop(sheet, edit.stop());
                sheet.van(named("van", edit.van()));
                pins.removeIf(pin -> pin.stop().equals(stop));
                unpinned(pins, edit);
                pins.add(new Pin(stop, edit.van(), edit.trip(), edit.position()));
                if (tours.stream()
                                .noneMatch(tour -> tour.van().equals(edit.van())
                                        && tour.stops().anyMatch(stop::equals))
                        || edit.position() != null) {
                    free(locked, tours, edit);
                    now = moved(sheet, tours, edit);
                }
            }
            case UNPIN -> pins.removeIf(pin -> pin.stop().equals(edit.stop()));
            case LOCK -> locked.add(sheet.van(named("van", edit.van())).code());
            case UNLOCK -> locked.remove(named("van", edit.van()));
            case FORBID -> apart.add(new Apart(stop(sheet, edit.stop()), stop(sheet, edit.other())));
            case ALLOW ->
                apart.removeIf(pair -> pair.one().equals(edit.stop())
                                && pair.other().equals(edit.other())
                        || pair.one().equals(edit.other()) && pair.other().equals(edit.stop()));
        }
        return new Edited(sheet.with(new Rules(pins, locked, apart)), now);
    }

    private static void unpinned(List<Pin> pins, Edit edit) {
        int trip = edit.trip() == null ? 0 : edit.trip();
        boolean taken = edit.position() != null
                && pins.stream()
                        .anyMatch(pin -> pin.van().equals(edit.van())
                                && edit.position().equals(pin.position())
                                && trip == (pin.trip() == null ? 0 : pin.trip()));
        if (taken) {
            throw ProblemException.of(
                    409, "place-pinned", "这个位置已指定给别的站 · Another stop is pinned there", "请先取消 · Unpin it first");
        }
    }

    private static List<Tour> moved(Sheet sheet, List<Tour> tours, Edit edit) {
        sheet.van(named("van", edit.van()));
        return Moving.to(
                tours,
                stop(sheet, edit.stop()),
                edit.van(),
                edit.trip() == null ? 0 : edit.trip(),
                edit.position() == null ? Integer.MAX_VALUE : edit.position());
    }

    private static void free(HashSet<String> locked, List<Tour> tours, Edit edit) {
        boolean held = edit.van() != null && locked.contains(edit.van())
                || tours.stream()
                        .anyMatch(tour ->
                                locked.contains(tour.van()) && tour.stops().anyMatch(stop -> stop.equals(edit.stop())));
        if (held) {
            throw ProblemException.of(409, "tour-locked", "这条线路已锁定 · The tour is locked", "请先解锁 · Unlock it first");
        }
    }

    private static String stop(Sheet sheet, @Nullable String stop) {
        return sheet.stop(named("stop", stop)).id();
    }

    private static String named(String field, @Nullable String value) {
        if (value == null) {
            throw ProblemException.invalid(field, "missing", "缺少 " + field + " · It is missing");
        }
        return value;
    }
}
