package org.cunlu.logistics.replenish;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockHistory;
import org.cunlu.logistics.StockHistory.ShelfAt;
import org.cunlu.logistics.StockOuts;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.replenish.PolicyTable.Policy;
import org.cunlu.logistics.replenish.Replenishing.Slow;
import org.cunlu.logistics.replenish.Replenishing.StockOut;

/** Stock-outs and slow movers of all stations below a node at once. */
@Singleton
class AllStations implements StockOuts {
    /** Rows that one answer looks through at most; the cursor goes on from there. */
    private static final int ROWS_MAX = 5000;

    private static final int SOME = 500;

    private final Replenishing replenishing;
    private final PolicyTable policies;
    private final Stock stock;
    private final StockHistory history;
    private final Network network;
    private final Workplaces workplaces;
    private final Clock clock;

    AllStations(
            Replenishing replenishing,
            PolicyTable policies,
            Stock stock,
            StockHistory history,
            Network network,
            Workplaces workplaces,
            Clock clock) {
        this.replenishing = replenishing;
        this.policies = policies;
        this.stock = stock;
        this.history = history;
        this.network = network;
        this.workplaces = workplaces;
        this.clock = clock;
    }

    @Serdeable
    record OutAt(String node, StockOut out) {}

    @Serdeable
    record SlowAt(String node, Slow slow) {}

    /** SKUs with a policy of which there is nothing to sell, by node and SKU. */
    Page<OutAt> stockOuts(Caller caller, String under, @Nullable String cursor, @Nullable Integer limit) {
        workplaces.own(caller, under, "logistics.replenish-look", Replenishing.PLANNERS);
        var page = page(
                cursor,
                limit,
                policies::everywhere,
                policy -> new SkuAtNode(policy.skuCode(), policy.node()),
                rows -> out(under, rows));
        var told = new ArrayList<OutAt>();
        page.items().stream()
                .collect(Collectors.groupingBy(Policy::node, TreeMap::new, Collectors.toList()))
                .forEach((code, of) -> told.addAll(tell(code, of)));
        return new Page<>(told, page.next());
    }

    @Override
    public Page<Out> outs(Caller caller, String under, @Nullable String cursor, @Nullable Integer limit) {
        Page<OutAt> page = stockOuts(caller, under, cursor, limit);
        return new Page<>(
                page.items().stream()
                        .map(each -> new Out(
                                each.node(),
                                each.out().skuCode(),
                                each.out().inTransit(),
                                each.out().ordered(),
                                each.out().outDays(),
                                each.out().since()))
                        .toList(),
                page.next());
    }

    private List<Policy> out(String under, List<Policy> rows) {
        var mine = rows.stream()
                .filter(policy -> network.within(policy.node(), under))
                .toList();
        Map<SkuAtNode, Long> free = stock.available(
                mine.stream().map(Policy::skuCode).collect(Collectors.toSet()),
                mine.stream().map(Policy::node).collect(Collectors.toSet()));
        return mine.stream()
                .filter(policy -> free.getOrDefault(new SkuAtNode(policy.skuCode(), policy.node()), 0L) <= 0)
                .toList();
    }

    private List<OutAt> tell(String code, List<Policy> of) {
        var node = network.node(code).orElseThrow();
        var known = replenishing.reckoned(node, of);
        return of.stream()
                .map(policy -> known.need(node, policy))
                .map(need -> new OutAt(
                        code,
                        new StockOut(
                                need.skuCode(),
                                need.inTransit(),
                                need.ordered(),
                                need.outDays(),
                                Replenishing.since(known.days().get(need.skuCode())))))
                .toList();
    }

    /** SKUs that stand at a node and of which none has left in so many days, by node and SKU. */
    Page<SlowAt> slow(Caller caller, String under, int days, @Nullable String cursor, @Nullable Integer limit) {
        workplaces.own(caller, under, "logistics.replenish-look", Replenishing.PLANNERS);
        LocalDate before = CountyTime.date(clock.instant()).minusDays(days);
        Page<ShelfAt> page = page(
                cursor,
                limit,
                history::everywhere,
                at -> new SkuAtNode(at.shelf().skuCode(), at.nodeCode()),
                rows -> rows.stream()
                        .filter(at -> network.within(at.nodeCode(), under))
                        .filter(at -> at.shelf().lastGone() == null
                                || at.shelf().lastGone().isBefore(before))
                        .toList());
        return new Page<>(
                page.items().stream()
                        .map(at -> new SlowAt(
                                at.nodeCode(),
                                new Slow(
                                        at.shelf().skuCode(),
                                        at.shelf().onHand(),
                                        at.shelf().lastGone())))
                        .toList(),
                page.next());
    }

    private interface Rows<T> {
        List<T> after(String node, String sku, int limit);
    }

    /** Looks on until the page is full, all is seen, or enough rows were looked through. */
    private static <T> Page<T> page(
            @Nullable String cursor,
            @Nullable Integer limit,
            Rows<T> rows,
            Function<T, SkuAtNode> key,
            Function<List<T>, List<T>> wanted) {
        int size = Page.limit(limit);
        var found = new ArrayList<T>();
        String[] after = cursor == null || cursor.indexOf('/') < 0 ? new String[] {"", ""} : cursor.split("/", 2);
        for (int seen = 0; seen < ROWS_MAX; seen += SOME) {
            var some = rows.after(after[0], after[1], SOME);
            for (T each : wanted.apply(some)) {
                if (found.size() == size) {
                    return new Page<>(found, cursor(key.apply(found.getLast())));
                }
                found.add(each);
            }
            if (some.size() < SOME) {
                return new Page<>(found, null);
            }
            var last = key.apply(some.getLast());
            after = new String[] {last.nodeCode(), last.skuCode()};
        }
        return new Page<>(found, after[0] + "/" + after[1]);
    }

    private static String cursor(SkuAtNode key) {
        return key.nodeCode() + "/" + key.skuCode();
    }
}
