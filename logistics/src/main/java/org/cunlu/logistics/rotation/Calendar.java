package org.cunlu.logistics.rotation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReserveCalendar;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.rotation.RotationTable.Rotation;

/** What a reader of the reserve sees of its rotations. */
@Singleton
class Calendar implements ReserveCalendar {
    static final String LOOK = "logistics.rotation-look";

    private final Plan plan;
    private final RotationTable table;
    private final Reserves reserves;
    private final Clock clock;

    Calendar(Plan plan, RotationTable table, Reserves reserves, Clock clock) {
        this.plan = plan;
        this.table = table;
        this.reserves = reserves;
        this.clock = clock;
    }

    @Override
    public List<Turn> turns(Caller caller, Collection<String> holdings) {
        LocalDate today = CountyTime.date(clock.instant());
        return seen(caller, holdings).stream()
                .filter(holding -> plan.hasCycle(holding, today))
                .flatMap(holding -> plan.ahead(holding, today).stream()
                        .map(each -> new Turn(
                                holding.code(),
                                each.lotId(),
                                each.skuCode(),
                                each.lotCode(),
                                each.pieces(),
                                each.inOn(),
                                each.dueOn(),
                                each.source())))
                .sorted(Comparator.comparing(Turn::dueOn).thenComparing(Turn::lotId))
                .toList();
    }

    @Override
    public List<Turning> turnings(Caller caller, Collection<String> holdings) {
        return seen(caller, holdings).stream()
                .flatMap(holding -> table.of(holding.code(), "", Page.LIMIT_MAX).stream())
                .map(Calendar::turning)
                .toList();
    }

    static Turning turning(Rotation each) {
        return new Turning(
                each.rotationId(),
                each.holding(),
                each.skuCode(),
                each.sequence().name(),
                each.pieces(),
                each.grams(),
                each.refilledGrams(),
                each.reason(),
                each.state().name(),
                each.outOn(),
                each.allowedUntil(),
                each.extendedUntil(),
                each.fullOn());
    }

    private List<ReserveHolding> seen(Caller caller, Collection<String> holdings) {
        return holdings.stream()
                .map(code -> reserves.visible(caller, code, LOOK, Reserves.READERS))
                .toList();
    }
}
