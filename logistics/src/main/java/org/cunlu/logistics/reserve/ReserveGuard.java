package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReserveDeed;
import org.cunlu.logistics.ReserveDeed.Way;
import org.cunlu.logistics.ReservePeriods;
import org.cunlu.logistics.ReserveWatch;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.reserve.LotTable.Entry;
import org.cunlu.logistics.reserve.LotTable.Key;
import org.cunlu.logistics.reserve.LotTable.Owned;

/** Lets nothing happen to reserve pieces without its document but the truth, and books all that does. */
@Singleton
class ReserveGuard implements ReserveWatch {
    static final String ACT = "logistics.reserve-guard";

    private final LotTable lots;
    private final HoldingTable holdings;
    private final ClaimTable claims;
    private final CustodyTable custody;
    private final Unfit unfit;
    private final @Nullable ReservePeriods periods;
    private final Trail trail;
    private final Clock clock;

    /** @param periods null while nobody signs statements */
    ReserveGuard(
            LotTable lots,
            HoldingTable holdings,
            ClaimTable claims,
            CustodyTable custody,
            Unfit unfit,
            @Nullable ReservePeriods periods,
            Trail trail,
            Clock clock) {
        this.lots = lots;
        this.holdings = holdings;
        this.claims = claims;
        this.custody = custody;
        this.unfit = unfit;
        this.periods = periods;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public void demand(Act act, List<Change> changes) {
        var mine = ofReserve(changes);
        boolean allowed = ReserveDeed.of(act.document())
                .map(deed -> fits(deed.way(), mine))
                .orElseGet(() -> truthful(act.what(), mine));
        if (!allowed) {
            StockPart part = mine.getFirst().part();
            trail.refused(act.actor(), ACT, part.skuCode() + "@" + part.nodeCode(), "reserve-bound");
            throw ProblemException.of(
                            409,
                            "reserve-bound",
                            "储备物资未经批准不得动用 · Reserve pieces stay as they are",
                            "混合货主、改变品种、数量、质量或地点须有储备单据 · Owner, variety, quantity, quality and place change by an order of the reserve")
                    .fact("skuCode", part.skuCode());
        }
    }

    private static List<Change> ofReserve(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.part().owner().reserve())
                .toList();
    }

    private static boolean fits(Way way, List<Change> mine) {
        return switch (way) {
            case IN -> mine.stream().allMatch(change -> change.pieces() > 0);
            case OUT -> mine.stream().allMatch(change -> change.pieces() < 0);
            case TURN -> level(mine, change -> key(change.part()));
        };
    }

    /** Fewer pieces, or pieces that are not fit any more: that is told as it is. */
    private static boolean truthful(What what, List<Change> mine) {
        return switch (what) {
            // What waits for its inspection waits, and nothing else is made to look so.
            case HELD ->
                level(mine, change -> List.of(key(change.part()), change.part().bin()))
                        && mine.stream().noneMatch(change -> change.part().status() == StockStatus.QUARANTINED)
                        && mine.stream()
                                .noneMatch(change -> change.pieces() > 0
                                        && change.part().status().sellable());
            case ADJUSTED, SCRAPPED -> mine.stream().allMatch(change -> change.pieces() < 0);
            default -> false;
        };
    }

    private static boolean level(List<Change> mine, Function<Change, Object> by) {
        return mine.stream()
                .collect(Collectors.groupingBy(by, Collectors.summingLong(Change::pieces)))
                .values()
                .stream()
                .allMatch(sum -> sum == 0);
    }

    static Key key(StockPart part) {
        String programme = part.owner().text().substring(part.owner().text().indexOf(':') + 1);
        return new Key(programme, part.nodeCode(), part.skuCode(), part.lotCode());
    }

    @Override
    public Map<SkuAtNode, Integer> moved(Act act, String actId, List<Change> changes) {
        var deed = ReserveDeed.of(act.document());
        Instant now = clock.instant();
        LocalDate day = CountyTime.date(act.occurredAt() == null ? now : act.occurredAt());
        var sums = new TreeMap<Key, long[]>();
        for (Change change : ofReserve(changes)) {
            long[] sum = sums.computeIfAbsent(key(change.part()), _ -> new long[2]);
            sum[change.part().status().sellable() ? 0 : 1] += change.pieces();
        }
        sums.values().removeIf(sum -> sum[0] == 0 && sum[1] == 0);
        var known = lots.find(sums.keySet());
        var entries = new ArrayList<Entry>();
        sums.forEach((key, sum) -> entries.add(new Entry(
                Optional.ofNullable(known.get(key))
                        .orElseThrow(() -> unknown(key))
                        .lot(),
                sum[0],
                sum[1])));
        if (periods != null) {
            known.values().stream()
                    .collect(
                            Collectors.toMap(each -> each.lot().holding(), Owned::level, (one, _) -> one, TreeMap::new))
                    .forEach((holding, level) -> periods.demandOpen(level.name(), holding, day));
        }
        String name = deed.map(Enum::name).orElseGet(() -> nameOf(act.what()));
        lots.book(entries, name, act.document() == null ? null : act.document().id(), actId, day, now, act.actor());
        follow(entries, deed.orElse(null) == ReserveDeed.ROTATE_OUT);
        return claim(act, actId, deed.orElse(null), name, entries, now);
    }

    private static String nameOf(What what) {
        return switch (what) {
            case ADJUSTED -> "COUNT";
            case HELD -> "DAMAGE";
            case SCRAPPED -> "SCRAP";
            default -> throw new IllegalStateException("a reserve knows no " + what);
        };
    }

    private void follow(List<Entry> entries, boolean rotation) {
        var grams = new TreeMap<String, Long>();
        entries.forEach(each -> grams.merge(
                each.lot().holding(), Math.multiplyExact(each.good(), each.lot().grams()), Long::sum));
        grams.forEach((holding, sum) -> {
            if (rotation && !holdings.turn(holding, -sum)) {
                throw ProblemException.of(
                                409,
                                "below-minimum-share",
                                "轮换不得低于最低库存 · A rotation leaves the minimum share",
                                "请先补库再轮出 · Fill up before more goes out")
                        .fact("holding", holding);
            }
            if (!rotation && sum != 0) {
                holdings.follow(holding, sum);
            }
        });
    }

    /**
     * What is missing of the good pieces, and nobody has approved.
     * @return claims that stop sales: of what a count or damage finds less, not of what has expired or is called back and all there
     */
    private Map<SkuAtNode, Integer> claim(
            Act act, String actId, @Nullable ReserveDeed deed, String name, List<Entry> entries, Instant now) {
        var opened = new HashMap<SkuAtNode, Integer>();
        Map<String, String> causes = deed == null && act.what() == What.HELD
                ? unfit.causes(
                        entries.stream().map(each -> each.lot().lotCode()).toList(), CountyTime.date(now))
                : Map.of();
        for (Entry each : entries) {
            long missing = 0;
            if (deed == null || deed == ReserveDeed.CHECK) {
                missing = -each.good();
            } else if (deed == ReserveDeed.LOSS) {
                missing = custody.excess(act.document().id());
            }
            if (missing > 0) {
                String cause = causes.getOrDefault(each.lot().lotCode(), name);
                String id = claims.open(each.lot(), cause, actId, missing, now, act.actor());
                trail.record(act.actor(), "logistics.reserve-claim", id, null, cause + " " + missing);
                if (!ClaimTable.blocks(cause)) {
                    continue;
                }
                opened.merge(new SkuAtNode(each.lot().skuCode(), each.lot().nodeCode()), 1, Integer::sum);
            }
        }
        return opened;
    }

    private static ProblemException unknown(Key key) {
        return ProblemException.of(
                        409,
                        "reserve-lot-unknown",
                        "没有此储备批次 · The reserve keeps no such lot here",
                        "请先登记入库 · Register its intake first")
                .fact("skuCode", key.skuCode());
    }
}
