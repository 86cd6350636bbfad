package org.cunlu.logistics.recycling;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.recycling.BroughtTable.Brought;
import org.cunlu.logistics.recycling.BroughtTable.Load;
import org.cunlu.logistics.recycling.KindTable.Kind;

/** A station takes back what can be recycled, sends all of it up with the next departure, and the node above weighs it. */
@Singleton
class TakingBack {
    private static final String ACT = "logistics.recycling";

    private final KindTable kinds;
    private final BroughtTable table;
    private final Workplaces workplaces;
    private final Timetable timetable;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    TakingBack(
            KindTable kinds,
            BroughtTable table,
            Workplaces workplaces,
            Timetable timetable,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.kinds = kinds;
        this.table = table;
        this.workplaces = workplaces;
        this.timetable = timetable;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param villager account of who brings it; null when nobody is named */
    @Serdeable
    record Order(
            @NotBlank @Size(max = 32) String node,
            @NotBlank @Size(max = 16) String kind,
            @NotNull @Positive @Max(100_000) Long pieces,
            @NotNull @Positive @Max(10_000_000) Long weightGrams,
            @Nullable @Pattern(regexp = "[0-9A-Z]{13}") String villager) {}

    /** @param weightGrams what the node that gets it weighs */
    @Serdeable
    record Receipt(
            @NotBlank @Size(max = 32) String node,
            @NotNull @Positive @Max(100_000_000) Long weightGrams) {}

    Brought take(Caller caller, Order order, @Nullable String key) {
        Node node = workplaces.own(caller, order.node(), ACT, Workplaces.HANDS);
        return idempotency.once(caller.accountId(), ACT, key, order, Brought.class, () -> {
            Kind kind = kinds.find(order.kind())
                    .filter(Kind::enabled)
                    .orElseThrow(
                            () -> ProblemException.invalid("kind", "kind-unknown", "不回收此类 · It is not taken back"));
            if (!node.profile().offers(NodeProfile.Service.RECYCLING)) {
                throw ProblemException.of(409, "no-recycling", "本站不回收 · Nothing is taken back at this node", null);
            }
            if (!node.holds().contains(kind.storageClass())) {
                throw ProblemException.invalid(
                        "kind", "class-not-held", "此处不能存放这类货物 · Goods of this class may not be kept here");
            }
            var brought = new Brought(
                    ids.next(),
                    node.code(),
                    kind.code(),
                    order.pieces(),
                    order.weightGrams(),
                    order.villager(),
                    kind.creditFen(order.pieces(), order.weightGrams()),
                    clock.instant());
            table.insert(node.countyCode(), brought, caller.accountId());
            return brought;
        });
    }

    /** All that lies at a node goes to the node above it with the next departure. */
    Load send(Caller caller, String nodeCode, @Nullable String key) {
        Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        return idempotency.once(caller.accountId(), "logistics.recycling-load", key, nodeCode, Load.class, () -> {
            if (node.parentCode() == null) {
                throw ProblemException.of(409, "no-node-above", "没有上级站点 · No node is above this one", null);
            }
            Leg leg = timetable
                    .nextDeparture(node.code(), node.parentCode(), clock.instant())
                    .orElseThrow(() -> ProblemException.of(409, "no-connection", "没有直达上级的班次 · No trip leads up", null));
            String id = ids.next();
            if (table.load(node.code(), id) == 0) {
                throw ProblemException.of(409, "nothing-here", "没有待上送的回收物 · Nothing waits to be sent", null);
            }
            table.insert(id, node, leg, caller.accountId(), clock.instant());
            trail.record(caller.accountId(), "logistics.recycling-sent", id, null, leg.lineCode());
            return table.load(id).orElseThrow();
        });
    }

    Load receive(Caller caller, String loadId, Receipt receipt, @Nullable String key) {
        Node node = workplaces.own(caller, receipt.node(), ACT, Workplaces.HANDS);
        Load load = table.load(loadId)
                .filter(found -> found.toNode().equals(node.code()))
                .orElseThrow(() -> {
                    trail.refused(caller.accountId(), ACT, loadId, "not-found");
                    return ProblemException.notFound();
                });
        return idempotency.once(caller.accountId(), "logistics.recycling-receipt", key, receipt, Load.class, () -> {
            if (!table.receive(load.loadId(), receipt.weightGrams(), caller.accountId(), clock.instant())) {
                throw ProblemException.of(409, "received-already", "已接收 · It was received already", null);
            }
            trail.record(
                    caller.accountId(),
                    "logistics.recycling-received",
                    loadId,
                    load.weightGrams() + " g",
                    receipt.weightGrams() + " g");
            return table.load(loadId).orElseThrow();
        });
    }
}
