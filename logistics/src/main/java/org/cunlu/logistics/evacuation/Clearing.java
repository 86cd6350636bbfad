package org.cunlu.logistics.evacuation;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.EvacuationDesk.Cleared;
import org.cunlu.logistics.EvacuationDesk.ClearedClass;
import org.cunlu.logistics.EvacuationDesk.ClearingOrder;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockTransfers;
import org.cunlu.logistics.StockTransfers.Carriage;
import org.cunlu.logistics.StockTransfers.Sending;
import org.cunlu.logistics.Workplaces;

/** Ships what stands at a node from which everything is to go away, in one act, to the node that its dispatcher names. */
@Singleton
class Clearing {
    private static final String SHIP = "logistics.evacuate-stock";
    private static final String REASON = "撤站 · the node is cleared";
    /** Parts in one act, so that what it locks and sends stays small. */
    private static final int PARTS_MAX = 500;

    private final Resting resting;
    private final StockBook book;
    private final StockTransfers transfers;
    private final Skus skus;
    private final Network network;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;

    Clearing(
            Resting resting,
            StockBook book,
            StockTransfers transfers,
            Skus skus,
            Network network,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail) {
        this.resting = resting;
        this.book = book;
        this.transfers = transfers;
        this.skus = skus;
        this.network = network;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
    }

    /**
     * Ships all that nobody holds, in whatever state it is. The same key again gives the same answer, and another finds nothing
     * left.
     * @throws ProblemException {@code not-found} for another's node; 409 {@code node-not-at-rest}, {@code nothing-to-ship},
     *     {@code class-not-held} with the fact {@code storageClass}; 400 {@code node-unknown}, {@code transfer-to-itself}
     */
    Cleared ship(Caller caller, String code, ClearingOrder order, @Nullable String key) {
        Node from = workplaces.own(caller, code, SHIP, Evacuations.ROLES);
        return idempotency.once(
                caller.accountId(),
                SHIP + ":" + code,
                key,
                order,
                Cleared.class,
                () -> ship(caller.accountId(), from, target(caller, from, order.to())));
    }

    /** A node of the caller's own, or one above the node that is cleared. */
    private Node target(Caller caller, Node from, String code) {
        if (code.equals(from.code())) {
            throw ProblemException.invalid("to", "transfer-to-itself", "不能调拨给自己 · A node ships nothing to itself");
        }
        return network.node(code)
                .filter(Node::open)
                .filter(node -> node.countyCode().equals(from.countyCode()))
                .filter(node -> from.within(code) || workplaces.covers(caller, code, Evacuations.ROLES))
                .orElseThrow(
                        () -> ProblemException.invalid("to", "node-unknown", "没有此站点或未开放 · No such node, or not open"));
    }

    private Cleared ship(String actor, Node from, Node to) {
        if (resting.find(from.code()).isEmpty()) {
            throw ProblemException.of(
                    409,
                    "node-not-at-rest",
                    "站点未停用 · The node is neither suspended nor closed",
                    "请先停用 · Suspend it first");
        }
        List<Standing> parts = book.lock(book.at(from.code()).stream()
                .filter(each -> each.pieces() > 0)
                .map(each -> each.part().key())
                .distinct()
                .toList());
        List<Change> taken = taken(parts);
        if (taken.isEmpty()) {
            throw ProblemException.of(409, "nothing-to-ship", "没有可调走的货 · Nothing is there that nobody holds", null);
        }
        SortedMap<StorageClass, List<Change>> byClass = byClass(taken);
        byClass.keySet().stream()
                .filter(each -> !to.holds().contains(each))
                .findFirst()
                .ifPresent(each -> {
                    throw ProblemException.of(409, "class-not-held", "该站点不能存放这类货物 · It may not hold such goods", null)
                            .fact("storageClass", each);
                });
        var cleared = new ArrayList<ClearedClass>();
        byClass.forEach((storageClass, some) -> cleared.add(new ClearedClass(
                storageClass,
                transfers.ship(new Sending(from, to, some, actor, REASON, null, Carriage.lineElseOwn())),
                pieces(some))));
        long left = parts.stream().mapToLong(Standing::pieces).sum() - pieces(taken);
        trail.record(actor, SHIP, from.code(), null, to.code() + " left=" + left);
        return new Cleared(cleared, left);
    }

    /** Good pieces as far as nobody holds them, all others as they are. A reserve's go by its own documents alone. */
    private List<Change> taken(List<Standing> parts) {
        var free = new HashMap<SkuAtNode, Long>();
        var taken = new ArrayList<Change>();
        for (Standing each : parts) {
            var part = each.part();
            if (part.apart() || part.owner().reserve() || taken.size() == PARTS_MAX) {
                continue;
            }
            long some = each.pieces();
            if (part.status().sellable()) {
                long left = free.computeIfAbsent(part.key(), book::free);
                some = Math.clamp(left, 0, some);
                free.put(part.key(), left - some);
            }
            if (some > 0) {
                taken.add(new Change(part, some));
            }
        }
        return taken;
    }

    private SortedMap<StorageClass, List<Change>> byClass(List<Change> taken) {
        Map<String, Sku> known = skus.find(
                taken.stream().map(each -> each.part().skuCode()).distinct().toList());
        var byClass = new TreeMap<StorageClass, List<Change>>(Comparator.naturalOrder());
        taken.forEach(each -> byClass.computeIfAbsent(
                        Objects.requireNonNull(known.get(each.part().skuCode())).storageClass(), _ -> new ArrayList<>())
                .add(each));
        return byClass;
    }

    private static long pieces(List<Change> some) {
        return some.stream().mapToLong(Change::pieces).sum();
    }
}
