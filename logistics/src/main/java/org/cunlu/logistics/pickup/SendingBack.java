package org.cunlu.logistics.pickup;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.OneDone;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.ParcelsThere.There;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.Scans;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.pickup.PickupTable.Pickup;

/** What nobody collected in time, or wants, goes on its way back: one act, and a scan for each parcel. */
@Singleton
class SendingBack {
    private static final String NOT_WANTED = "REFUSED";
    private static final String ACT = "logistics.send-back";
    private static final int PARCELS_MAX = 500;

    private final PickupTable pickups;
    private final ParcelsThere parcels;
    private final Scans scans;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    SendingBack(
            PickupTable pickups,
            ParcelsThere parcels,
            Scans scans,
            Workplaces workplaces,
            Idempotency idempotency,
            Ids ids,
            Clock clock) {
        this.pickups = pickups;
        this.parcels = parcels;
        this.scans = scans;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param parcels null for all that is due */
    @Serdeable
    record Order(String node, @Nullable List<String> parcels) {}

    /** What will be done; kept, so that the same request does the same again. */
    @Serdeable
    record Plan(String actId, List<Back> parcels) {}

    @Serdeable
    record Back(String barcode, String reason) {}

    /** @return for each parcel how its scan ended */
    List<OneDone> all(Caller caller, Order order, @Nullable String key) {
        Node node = workplaces.own(caller, order.node(), ACT, Workplaces.HANDS);
        Plan plan = idempotency.once(
                caller.accountId(), ACT, key, order, Plan.class, () -> new Plan(ids.next(), due(node, order)));
        return plan.parcels().stream()
                .map(each -> back(caller, node, plan.actId(), each))
                .toList();
    }

    private List<Back> due(Node node, Order order) {
        var due = Stream.concat(
                        pickups.overdue(node.code(), clock.instant(), PARCELS_MAX).stream()
                                .map(pickup -> new Back(pickup.barcode(), Pickups.NOT_COLLECTED)),
                        parcels.at(node.code(), ParcelState.REFUSED, "", PARCELS_MAX).stream()
                                .map(There::barcode)
                                .map(barcode -> new Back(barcode, NOT_WANTED)))
                .filter(each -> order.parcels() == null || order.parcels().contains(each.barcode()))
                .toList();
        if (order.parcels() != null
                && due.size() < order.parcels().stream().distinct().count()) {
            throw ProblemException.of(409, "not-due", "其中有未到退回时间的包裹 · Not all of them are due to go back", null);
        }
        return due;
    }

    private OneDone back(Caller caller, Node node, String actId, Back each) {
        Optional<Pickup> waits = pickups.find(each.barcode());
        if (waits.filter(pickup -> pickup.collectBy().isAfter(clock.instant())).isPresent()) {
            return OneDone.refused(each.barcode(), "still-waits", "已延期，继续保管 · It was put off meanwhile");
        }
        var scan = ScanDraft.of(
                        actId + "." + each.barcode(), "back." + caller.accountId(), ScanKind.RETURN, node.code())
                .parcel(each.barcode())
                .reason(each.reason())
                .scan();
        return OneDone.of(each.barcode(), scans.apply(caller, scan, null));
    }
}
