package org.cunlu.logistics.gathering;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.CrossDock;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Purchasing;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockTransfers;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.gathering.RequestTable.Request;
import org.cunlu.logistics.gathering.RequestTable.State;

/** Stations ask, the county approves and orders once, and what comes to the hub goes on to who asked. */
@Singleton
class Gathering implements CrossDock {
    static final List<Role> DECIDERS = List.of(Role.COUNTY_OPERATOR);

    private final RequestTable table;
    private final Purchasing purchasing;
    private final StockTransfers transfers;
    private final Network network;
    private final Skus skus;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Gathering(
            RequestTable table,
            Purchasing purchasing,
            StockTransfers transfers,
            Network network,
            Skus skus,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.purchasing = purchasing;
        this.transfers = transfers;
        this.network = network;
        this.skus = skus;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    @Serdeable
    record Ask(
            @NotNull @Size(max = 32) String node,
            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String skuCode,
            @NotNull @Positive @Max(1_000_000L) Long pieces) {}

    /** @param approved pieces to be ordered for it; 0 rejects it */
    @Serdeable
    record Approved(
            @NotNull @Size(max = 13) String requestId,
            @NotNull @PositiveOrZero @Max(1_000_000L) Long approved) {}

    /** @param hub where the goods come to @param supplier code of the supplier's shop */
    @Serdeable
    record Decision(
            @NotNull @Size(max = 32) String hub,

            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,32}")
            String supplier,

            @Nullable LocalDate expectedOn,
            @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid Approved> requests) {}

    /** @param purchaseId null when all was rejected */
    @Serdeable
    record Gathered(String gatheringId, @Nullable String purchaseId, int ordered, int rejected) {}

    Request ask(Caller caller, Ask ask, @Nullable String key) {
        Node node = workplaces.own(caller, ask.node(), "logistics.request", Workplaces.HANDS);
        return idempotency.once(caller.accountId(), "logistics.request", key, ask, Request.class, () -> {
            if (!skus.find(List.of(ask.skuCode())).containsKey(ask.skuCode())) {
                throw ProblemException.invalid("skuCode", "sku-unknown", "没有此商品 · No such SKU");
            }
            if (node.parentCode() == null) {
                throw ProblemException.invalid("node", "hub-orders-itself", "县级中心请直接采购 · The hub orders by itself");
            }
            var request = new Request(
                    ids.next(),
                    node.countyCode(),
                    node.code(),
                    ask.skuCode(),
                    ask.pieces(),
                    State.ASKED,
                    caller.accountId(),
                    clock.instant(),
                    0,
                    0,
                    null);
            table.insert(request);
            return request;
        });
    }

    /** Who asked does not approve; all or none of the decisions are taken. */
    Gathered decide(Caller caller, Decision decision, @Nullable String key) {
        Node hub = workplaces.own(caller, decision.hub(), "logistics.gather", DECIDERS);
        return idempotency.once(caller.accountId(), "logistics.gather", key, decision, Gathered.class, () -> {
            var approved = decision.requests().stream()
                    .collect(Collectors.toMap(Approved::requestId, Approved::approved, (_, _) -> {
                        throw ProblemException.invalid(
                                "requests", "request-twice", "同一要货出现两次 · A request stands twice");
                    }));
            var requests = table.find(approved.keySet());
            if (requests.size() < approved.size()) {
                throw ProblemException.notFound();
            }
            String gatheringId = ids.next();
            var pieces = new TreeMap<String, Long>();
            for (Request request : requests) {
                take(caller, request, hub, approved.get(request.requestId()), gatheringId);
                pieces.merge(request.skuCode(), approved.get(request.requestId()), Long::sum);
            }
            pieces.values().removeIf(sum -> sum == 0);
            String purchaseId = pieces.isEmpty()
                    ? null
                    : purchasing.order(
                            hub, decision.supplier(), pieces, decision.expectedOn(), caller.accountId(), gatheringId);
            int ordered =
                    (int) approved.values().stream().filter(each -> each > 0).count();
            trail.record(caller.accountId(), "logistics.gather", gatheringId, null, ordered + " of " + approved.size());
            return new Gathered(gatheringId, purchaseId, ordered, approved.size() - ordered);
        });
    }

    private void take(Caller caller, Request request, Node hub, long approved, String gatheringId) {
        if (!workplaces.covers(caller, request.nodeCode(), DECIDERS)
                || !network.within(request.nodeCode(), hub.code())) {
            throw ProblemException.notFound();
        }
        new SecondPerson(request.askedBy(), null).demand(caller.accountId());
        State to = approved > 0 ? State.ORDERED : State.REJECTED;
        String gathering = approved > 0 ? gatheringId : null;
        if (!table.decide(request.requestId(), to, approved, caller.accountId(), gathering)) {
            throw ProblemException.of(409, "already-decided", "已经处理过 · It was decided before", null)
                    .fact("requestId", request.requestId());
        }
    }

    @Override
    public void arrived(String gatheringId, Node hub, List<Change> came, String actor) {
        var parts = new HashMap<String, Deque<Change>>();
        came.forEach(each -> parts.computeIfAbsent(each.part().skuCode(), _ -> new ArrayDeque<>())
                .add(each));
        Map<String, List<Request>> bySku = table.owed(gatheringId).stream()
                .collect(Collectors.groupingBy(Request::skuCode, TreeMap::new, Collectors.toList()));
        var byNode = new TreeMap<String, List<Change>>();
        bySku.forEach((sku, requests) -> {
            var here = parts.getOrDefault(sku, new ArrayDeque<>());
            long pieces = here.stream().mapToLong(Change::pieces).sum();
            var shares =
                    FairShare.of(pieces, requests.stream().map(Request::owed).toList());
            for (int i = 0; i < requests.size(); i++) {
                Request request = requests.get(i);
                if (shares.get(i) > 0) {
                    table.sent(request.requestId(), shares.get(i));
                    byNode.computeIfAbsent(request.nodeCode(), _ -> new ArrayList<>())
                            .addAll(cut(here, shares.get(i)));
                }
            }
        });
        Map<String, Node> nodes = network.nodes(byNode.keySet());
        byNode.forEach((node, taken) ->
                transfers.ship(hub, nodes.get(node), merged(taken), actor, "集采集配 · cross-docked", gatheringId));
    }

    @Override
    public Map<SkuAtNode, Long> owed(Collection<String> skuCodes, Collection<String> nodeCodes) {
        List<Request> owed = table.owed(skuCodes, nodeCodes);
        var open = purchasing.open(
                owed.stream().map(Request::gatheringId).distinct().toList());
        // What its supplier did not bring, and will not any more, is on no way to anybody.
        return owed.stream()
                .filter(request -> open.contains(request.gatheringId()))
                .collect(Collectors.toMap(
                        request -> new SkuAtNode(request.skuCode(), request.nodeCode()), Request::owed, Long::sum));
    }

    @Override
    public void unsent(String gatheringId, String nodeCode, Map<String, Long> pieces) {
        pieces.forEach((sku, back) -> {
            long left = back;
            for (Request request : table.sentTo(gatheringId, nodeCode, sku)) {
                long some = Math.min(left, request.sent());
                if (some > 0) {
                    table.sent(request.requestId(), -some);
                    left -= some;
                }
            }
            if (left > 0) {
                throw new IllegalStateException("more is unsent than was sent: " + gatheringId + " " + sku);
            }
        });
    }

    /** Takes so many pieces from the front. */
    private static List<Change> cut(Deque<Change> from, long pieces) {
        var taken = new ArrayList<Change>();
        long missing = pieces;
        while (missing > 0) {
            Change first = from.pop();
            long some = Math.min(missing, first.pieces());
            taken.add(new Change(first.part(), some));
            if (some < first.pieces()) {
                from.push(new Change(first.part(), first.pieces() - some));
            }
            missing -= some;
        }
        return taken;
    }

    private static List<Change> merged(List<Change> taken) {
        var sums = new HashMap<StockPart, Long>();
        taken.forEach(each -> sums.merge(each.part(), each.pieces(), Long::sum));
        return taken.stream()
                .map(Change::part)
                .distinct()
                .map(part -> new Change(part, sums.get(part)))
                .toList();
    }
}
