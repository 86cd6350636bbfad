package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.catalog.Lot;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.PickLists;
import org.cunlu.logistics.Picking.LotQuantity;
import org.cunlu.logistics.ReserveWatch;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.stock.Movement.Cause;
import org.cunlu.logistics.stock.Movement.Kind;

/** Writes acts: parts first, then the act with its movements, and the levels last. */
@Singleton
class StockActs implements StockBook {
    /** A device's clock may be ahead of ours by this. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    /** Acts are sent when there is a network again; later than this somebody has counted. */
    private static final Duration BEHIND_MAX = Duration.ofDays(7);

    private final ActTable acts;
    private final PartShelf shelf;
    private final StockLedger ledger;
    private final KnownLots lots;
    private final Arrivals arrivals;
    private final ActRules rules;
    private final PickLists lists;
    private final ReserveWatch reserve;
    private final BoundGoods bound;
    private final Transactions transactions;
    private final Clock clock;

    StockActs(
            ActTable acts,
            PartShelf shelf,
            StockLedger ledger,
            KnownLots lots,
            Arrivals arrivals,
            ActRules rules,
            PickLists lists,
            ReserveWatch reserve,
            BoundGoods bound,
            Transactions transactions,
            Clock clock) {
        this.acts = acts;
        this.shelf = shelf;
        this.ledger = ledger;
        this.lots = lots;
        this.arrivals = arrivals;
        this.rules = rules;
        this.lists = lists;
        this.reserve = reserve;
        this.bound = bound;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String post(Act act, List<Change> changes) {
        return write(act, changes, null);
    }

    @Override
    public String postInstead(Act act, List<Change> changes, Set<SkuAtNode> gone) {
        var sent = new HashSet<>(sentOn(act, changes));
        sent.removeAll(gone);
        return write(act, changes, null, sent);
    }

    @Override
    public String receive(Act act, List<Incoming> incoming) {
        arrivals.check(incoming);
        return post(
                act,
                incoming.stream()
                        .map(each -> new Change(each.part(), each.pieces()))
                        .toList());
    }

    @Override
    public void demandNotSetAside(String actor, List<Change> leaving) {
        bound.demandNotSetAside(actor, leaving);
    }

    @Override
    public void demandNotCarrying(String actor, String transferId) {
        bound.demandNotCarrying(actor, transferId);
    }

    @Override
    public void check(List<Incoming> incoming) {
        arrivals.check(incoming);
    }

    /** @param reverses the act that this one takes back; null for none */
    String write(Act act, List<Change> changes, String reverses) {
        return write(act, changes, reverses, sentOn(act, changes));
    }

    private String write(Act act, List<Change> changes, String reverses, Set<SkuAtNode> sentOn) {
        transactions.require();
        Instant now = clock.instant();
        Instant occurred = act.occurredAt() == null ? now : act.occurredAt();
        if (occurred.isAfter(now.plus(AHEAD_MAX)) || occurred.isBefore(now.minus(BEHIND_MAX))) {
            throw ProblemException.invalid(
                    "occurredAt",
                    "time-out-of-range",
                    "时间须在近七天内且不晚于现在 · Within the last seven days, and not ahead of now");
        }
        boolean ofReserve =
                changes.stream().anyMatch(change -> change.part().owner().reserve());
        if (ofReserve) {
            reserve.demand(act, changes);
        }
        rules.check(act, changes);
        // The oldest writer of a level waits for nobody here: parts are locked in key order, as picking does.
        var standing = lots.dated(shelf.lock(
                changes.stream().map(change -> change.part().key()).distinct().toList()));
        bound.demandFree(act, changes);
        var sums = new TreeMap<StockPart, Long>(PartShelf.IN_KEY_ORDER);
        changes.forEach(change -> sums.merge(change.part(), change.pieces(), Long::sum));
        sums.values().removeIf(pieces -> pieces == 0);
        take(sums, standing);
        add(act.countyCode(), sums, standing);
        String actId = acts.insert(act, occurred, now, reverses);
        var cause = new Cause(Cause.ACT, actId, act.actor(), occurred);
        var movements = changes.stream()
                .map(change -> Movement.of(
                        change.part(), change.pieces(), Kind.valueOf(act.what().name()), cause))
                .toList();
        var claims = ofReserve ? reserve.moved(act, actId, changes) : Map.<SkuAtNode, Integer>of();
        if (!ledger.post(act.countyCode(), movements, sentOn)) {
            throw ActRefusals.bound(ledger, changes);
        }
        ledger.block(claims);
        return actId;
    }

    /** @return levels from which sale stock is sent to another place */
    private static Set<SkuAtNode> sentOn(Act act, List<Change> changes) {
        return act.what() != What.TRANSFERRED
                ? Set.of()
                : changes.stream()
                        .filter(change -> change.pieces() < 0)
                        .filter(change -> change.part().status().sellable())
                        .filter(change -> !change.part().owner().reserve())
                        .map(change -> change.part().key())
                        .collect(Collectors.toSet());
    }

    private void take(Map<StockPart, Long> sums, List<Standing> standing) {
        var there = standing.stream().collect(Collectors.toMap(Standing::part, Standing::pieces));
        var taken = new HashMap<StockPart, Long>();
        sums.forEach((part, pieces) -> {
            if (pieces < 0) {
                if (there.getOrDefault(part, 0L) < -pieces) {
                    throw ActRefusals.shortOf(part, there.getOrDefault(part, 0L));
                }
                taken.put(part, -pieces);
            }
        });
        if (!shelf.take(taken)) {
            throw new IllegalStateException("parts changed though they are locked");
        }
    }

    private void add(String countyCode, Map<StockPart, Long> sums, List<Standing> standing) {
        var more = sums.entrySet().stream()
                .filter(sum -> sum.getValue() > 0)
                .map(sum -> new Standing(sum.getKey(), sum.getValue(), null))
                .toList();
        shelf.add(countyCode, lots.dated(more));
        var known = standing.stream().map(each -> each.part().key()).collect(Collectors.toSet());
        var missing = new HashSet<SkuAtNode>();
        more.forEach(each -> missing.add(each.part().key()));
        missing.removeAll(known);
        if (!missing.isEmpty()) {
            ledger.open(countyCode, missing);
        }
    }

    @Override
    public void settled(SkuAtNode key) {
        transactions.require();
        ledger.block(Map.of(key, -1));
    }

    @Override
    public List<Standing> lock(Collection<SkuAtNode> keys) {
        transactions.require();
        return lots.dated(shelf.lock(keys));
    }

    @Override
    public List<Change> firstOut(List<Standing> parts, SkuAtNode key, long pieces) {
        var mine = parts.stream().filter(each -> each.part().key().equals(key)).toList();
        var today = CountyTime.date(clock.instant());
        var choice = LotChoice.firstExpired(key.skuCode(), pieces, LotChoice.shelf(mine), today);
        if (choice.refused() != null) {
            throw ActRefusals.shortOf(
                    StockPart.own(key, ""),
                    mine.stream()
                            .filter(LotChoice::sellable)
                            .mapToLong(Standing::pieces)
                            .sum());
        }
        List<LotQuantity> chosen = choice.lots();
        var changes = new ArrayList<Change>();
        LotChoice.parts(chosen, mine).forEach((part, some) -> changes.add(new Change(part, some)));
        return changes;
    }

    @Override
    public List<Change> upTo(List<Standing> parts, SkuAtNode key, long pieces) {
        var mine = parts.stream().filter(each -> each.part().key().equals(key)).toList();
        var lots = LotChoice.upTo(key.skuCode(), pieces, LotChoice.shelf(mine), CountyTime.date(clock.instant()));
        var changes = new ArrayList<Change>();
        LotChoice.parts(lots, mine).forEach((part, some) -> changes.add(new Change(part, some)));
        return changes;
    }

    @Override
    public boolean mayGo(Standing each) {
        return LotChoice.sellable(each)
                && !each.calledBack()
                && !Lot.expired(each.expiresOn(), CountyTime.date(clock.instant()));
    }

    @Override
    public void freeze(Collection<SkuAtNode> keys, String countId) {
        shelf.lock(keys);
        var codes = keys.stream().map(SkuAtNode::skuCode).toList();
        if (keys.stream().map(SkuAtNode::nodeCode).distinct().anyMatch(node -> lists.underWay(node, codes))) {
            throw ProblemException.of(
                    409,
                    "being-picked",
                    "正在拣货 · It is being picked",
                    "请等拣货单完成或退回 · Let the pick lists be done or handed back first");
        }
        if (ledger.freeze(keys, countId) != keys.size()) {
            throw ledger.frozen(keys).stream()
                    .findFirst()
                    .map(key -> ActRefusals.beingCounted(key.skuCode()))
                    .orElseGet(ProblemException::notFound);
        }
    }

    @Override
    public void thaw(Collection<SkuAtNode> keys, String countId) {
        transactions.require();
        ledger.thaw(keys, countId);
    }

    @Override
    public List<Standing> look(String nodeCode, Collection<String> skuCodes) {
        return lots.dated(shelf.of(nodeCode, skuCodes));
    }

    @Override
    public List<Standing> at(String nodeCode) {
        List<String> skus = ledger.skusAt(nodeCode);
        return skus.isEmpty() ? List.of() : look(nodeCode, skus);
    }

    @Override
    public List<String> nodesOf(String skuCode, String lotCode) {
        return shelf.nodesOf(skuCode, lotCode);
    }

    @Override
    public List<SkuAtNode> unfit(LocalDate today, int limit) {
        return shelf.unfit(today, limit);
    }

    @Override
    public boolean stands(String nodeCode, String bin) {
        return shelf.stands(nodeCode, bin);
    }

    @Override
    public Set<String> counted(Collection<SkuAtNode> keys) {
        return ledger
                .levels(
                        keys.stream().map(SkuAtNode::skuCode).collect(Collectors.toSet()),
                        keys.stream().map(SkuAtNode::nodeCode).collect(Collectors.toSet()))
                .stream()
                .filter(StockLedger.Level::frozen)
                .map(level -> level.key().skuCode())
                .collect(Collectors.toSet());
    }

    @Override
    public long free(SkuAtNode key) {
        return ledger.levels(List.of(key.skuCode()), List.of(key.nodeCode())).stream()
                .mapToLong(StockLedger.Level::available)
                .sum();
    }
}
