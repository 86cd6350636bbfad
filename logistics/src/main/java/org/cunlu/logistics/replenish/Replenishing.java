package org.cunlu.logistics.replenish;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.CrossDock;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Purchasing;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockHistory;
import org.cunlu.logistics.StockHistory.Day;
import org.cunlu.logistics.StockTransfers;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.replenish.PolicyTable.Policy;

/** Keeps policies, and reckons what a node needs, what it has run out of and what does not sell there. */
@Singleton
class Replenishing {
    static final List<Role> PLANNERS = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);

    /** Four weeks: each day of the week counts alike. */
    static final int DAYS = 28;

    private final PolicyTable table;
    private final Stock stock;
    private final StockHistory history;
    private final StockTransfers transfers;
    private final Purchasing purchasing;
    private final CrossDock crossDock;
    private final ExpectedSupply expected;
    private final Skus skus;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    Replenishing(
            PolicyTable table,
            Stock stock,
            StockHistory history,
            StockTransfers transfers,
            Purchasing purchasing,
            CrossDock crossDock,
            ExpectedSupply expected,
            Skus skus,
            Workplaces workplaces,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.stock = stock;
        this.history = history;
        this.transfers = transfers;
        this.purchasing = purchasing;
        this.crossDock = crossDock;
        this.expected = expected;
        this.skus = skus;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /** @param outDays of the last 28 days, those that ended with nothing to sell @param since first of the days without stock up to today */
    @Serdeable
    record StockOut(String skuCode, long inTransit, long ordered, int outDays, LocalDate since) {}

    /** @param lastGone last day on which some left; null for never */
    @Serdeable
    record Slow(String skuCode, long onHand, @Nullable LocalDate lastGone) {}

    /** Setting it again is the same policy. */
    Policy set(Caller caller, Policy policy) {
        Node node = workplaces.own(caller, policy.node(), "logistics.policy", PLANNERS);
        if (!policy.ordered()) {
            throw ProblemException.invalid(
                    "reorderAt", "policy-unordered", "须满足 最低 ≤ 补货点 < 最高 · min up to reorderAt, reorderAt below max");
        }
        if (!skus.find(List.of(policy.skuCode())).containsKey(policy.skuCode())) {
            throw ProblemException.invalid("skuCode", "sku-unknown", "没有此商品 · No such SKU");
        }
        transactions.run(() -> {
            table.set(node.countyCode(), policy, caller.accountId());
            trail.record(
                    caller.accountId(),
                    "logistics.policy",
                    policy.node(),
                    null,
                    policy.skuCode() + " " + policy.min() + "/" + policy.reorderAt() + "/" + policy.max());
        });
        return policy;
    }

    Page<Need> needs(Caller caller, String nodeCode, @Nullable String cursor, @Nullable Integer limit) {
        Node node = workplaces.own(caller, nodeCode, "logistics.replenish-look", PLANNERS);
        int size = Page.limit(limit);
        var policies = Page.of(table.of(node, cursor, size + 1), size, Policy::skuCode);
        var known = reckoned(node, policies.items());
        return new Page<>(
                policies.items().stream()
                        .map(policy -> known.need(node, policy))
                        .toList(),
                policies.next());
    }

    /** Of the SKUs that the node is to have, those of which it has nothing to sell; the cursor goes on over the policies. */
    Page<StockOut> stockOuts(Caller caller, String nodeCode, @Nullable String cursor, @Nullable Integer limit) {
        Node node = workplaces.own(caller, nodeCode, "logistics.replenish-look", PLANNERS);
        int size = Page.limit(limit);
        var policies = Page.of(table.of(node, cursor, size + 1), size, Policy::skuCode);
        var known = reckoned(node, policies.items());
        return new Page<>(
                policies.items().stream()
                        .map(policy -> known.need(node, policy))
                        .filter(need -> need.free() <= 0)
                        .map(need -> new StockOut(
                                need.skuCode(),
                                need.inTransit(),
                                need.ordered(),
                                need.outDays(),
                                since(known.days().get(need.skuCode()))))
                        .toList(),
                policies.next());
    }

    static LocalDate since(List<Day> days) {
        LocalDate since = days.getLast().date();
        for (Day day : days.reversed()) {
            if (!day.out()) {
                break;
            }
            since = day.date();
        }
        return since;
    }

    /** SKUs that stand at the node and of which none has left in so many days. */
    Page<Slow> slow(Caller caller, String nodeCode, int days, @Nullable String cursor, @Nullable Integer limit) {
        Node node = workplaces.own(caller, nodeCode, "logistics.replenish-look", PLANNERS);
        int size = Page.limit(limit);
        LocalDate before = CountyTime.date(clock.instant()).minusDays(days);
        var shelves = Page.of(history.shelves(node.code(), cursor, size + 1), size, StockHistory.Shelf::skuCode);
        return new Page<>(
                shelves.items().stream()
                        .filter(shelf ->
                                shelf.lastGone() == null || shelf.lastGone().isBefore(before))
                        .map(shelf -> new Slow(shelf.skuCode(), shelf.onHand(), shelf.lastGone()))
                        .toList(),
                shelves.next());
    }

    /** What a node's SKUs need now. */
    record Reckoned(
            Map<SkuAtNode, Long> free,
            Map<SkuAtNode, Long> inTransit,
            Map<SkuAtNode, Long> ordered,
            Map<SkuAtNode, Long> promised,
            Map<String, List<Day>> days) {
        Need need(Node node, Policy policy) {
            var key = new SkuAtNode(policy.skuCode(), node.code());
            return Need.of(
                    policy,
                    free.getOrDefault(key, 0L),
                    inTransit.getOrDefault(key, 0L),
                    ordered.getOrDefault(key, 0L),
                    promised.getOrDefault(key, 0L),
                    days.get(policy.skuCode()));
        }
    }

    Reckoned reckoned(Node node, List<Policy> policies) {
        var codes = policies.stream().map(Policy::skuCode).toList();
        var nodes = List.of(node.code());
        LocalDate today = CountyTime.date(clock.instant());
        return new Reckoned(
                stock.available(codes, nodes),
                transfers.inTransit(codes, nodes),
                ordered(codes, nodes),
                expected.promised(codes, nodes),
                history.days(node.code(), codes, today.minusDays(DAYS - 1), today));
    }

    /** From suppliers, for the node itself and for it in collective purchases. */
    private Map<SkuAtNode, Long> ordered(List<String> skuCodes, List<String> nodeCodes) {
        var ordered = new HashMap<>(purchasing.awaited(skuCodes, nodeCodes));
        crossDock.owed(skuCodes, nodeCodes).forEach((key, pieces) -> ordered.merge(key, pieces, Long::sum));
        return ordered;
    }
}
