package org.cunlu.logistics.release;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ParcelsToPack;
import org.cunlu.logistics.ParcelsToPack.Holding;
import org.cunlu.logistics.PickLists;
import org.cunlu.logistics.ReserveLots;
import org.cunlu.logistics.ReserveLots.Lot;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.release.FairShare.Claim;
import org.cunlu.logistics.release.Plan.Gives;
import org.cunlu.logistics.release.Plan.Sale;
import org.cunlu.logistics.release.Plan.Take;
import org.cunlu.logistics.release.Release.Line;
import org.cunlu.logistics.release.Release.Place;
import org.cunlu.logistics.release.Release.Share;

/**
 * Reckons what a release would take and whom it would serve. Reserves of its level and those below it are drawn, the county's
 * first, what expires first before the rest, each as far as the minimum shares of its targets stay; then, as far as its rule lets,
 * what is for sale at the hub and where those reserves stand.
 */
@Singleton
class Planning {
    private final PlaceTable places;
    private final ReserveLots lots;
    private final StockBook book;
    private final ParcelsToPack parcels;
    private final PickLists lists;
    private final ReleaseSettings settings;
    private final Clock clock;

    Planning(
            PlaceTable places,
            ReserveLots lots,
            StockBook book,
            ParcelsToPack parcels,
            PickLists lists,
            ReleaseSettings settings,
            Clock clock) {
        this.places = places;
        this.lots = lots;
        this.book = book;
        this.parcels = parcels;
        this.lists = lists;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws ProblemException 409 {@code reserve-short} with what there is of the first line that cannot be had */
    Plan plan(Release release) {
        List<Place> served = places.places(release.releaseId());
        var shares = new ArrayList<Share>();
        var takes = new ArrayList<Take>();
        var sales = new ArrayList<Sale>();
        var room = new ShareRoom(lots.minimums(release.countyCode(), CountyTime.date(clock.instant())));
        // Lines are of different SKUs, so none takes from another.
        for (Line line : places.lines(release.releaseId())) {
            List<Share> of = shares(release, line, served);
            shares.addAll(of);
            long wanted = of.stream().mapToLong(Share::pieces).sum();
            take(release, line, wanted, room, takes, sales);
        }
        return new Plan(shares, takes, sales);
    }

    /** In the transaction that takes it. @throws CallingUp.Outdated when others took meanwhile what a minimum share would have left */
    void demandShares(Plan plan) {
        var holdings = plan.takes().stream()
                .map(take -> take.lot().contractId())
                .distinct()
                .toList();
        try {
            lots.demandShares(holdings, CountyTime.date(clock.instant()));
        } catch (ProblemException e) {
            throw new CallingUp.Outdated(e.code());
        }
    }

    private List<Share> shares(Release release, Line line, List<Place> served) {
        var claims = served.stream()
                .map(place -> {
                    long need = line.need(place.people());
                    return new Claim(
                            need,
                            release.sharing().weight(place.people(), need, place.metres(), settings.farPermille()));
                })
                .toList();
        long[] pieces = FairShare.of(line.pieces(), claims);
        var shares = new ArrayList<Share>();
        for (int i = 0; i < pieces.length; i++) {
            Claim claim = claims.get(i);
            shares.add(new Share(line.lineNo(), served.get(i).nodeCode(), claim.need(), claim.weight(), pieces[i], 0));
        }
        return shares;
    }

    private void take(Release release, Line line, long wanted, ShareRoom room, List<Take> takes, List<Sale> sales) {
        LocalDate today = CountyTime.date(clock.instant());
        int rank = lots.levelRank(release.levelCode()).orElseThrow();
        List<Lot> known = lots.drawable(release.countyCode(), line.commodity(), today).stream()
                .filter(lot -> lot.levelRank() <= rank
                        && lot.part().skuCode().equals(line.skuCode())
                        && !lot.part().apart())
                .toList();
        long left = wanted;
        for (Lot lot : known) {
            long some = room.pieces(lot, line.commodity(), Math.min(left, lot.pieces()));
            if (some > 0) {
                takes.add(new Take(line, lot, some));
                room.took(lot, line.commodity(), some);
                left -= some;
            }
        }
        if (release.givingWay().unsold()) {
            var nodes = new TreeSet<String>();
            known.forEach(lot -> nodes.add(lot.part().nodeCode()));
            nodes.add(release.countyCode());
            left = sale(release.givingWay(), line, left, nodes, sales);
        }
        if (left > 0) {
            throw reserveShort(line, wanted, wanted - left);
        }
    }

    private long sale(GivingWay rule, Line line, long wanted, TreeSet<String> nodes, List<Sale> sales) {
        long left = wanted;
        Map<String, Long> unsold = new HashMap<>();
        Map<String, Long> good = new HashMap<>();
        for (String node : nodes) {
            var key = new SkuAtNode(line.skuCode(), node);
            good.put(node, ownGood(node, line.skuCode()));
            long some = Math.min(left, Math.clamp(book.free(key), 0, good.get(node)));
            unsold.put(node, some);
            left -= some;
        }
        // Orders give way only when all that nobody ordered, wherever it stands, does not do.
        for (String node : nodes) {
            long most = good.get(node) - unsold.get(node);
            var calls = rule.orders() ? calls(rule, line, node, Math.min(left, most)) : List.<Gives>of();
            long called = calls.stream().mapToLong(Gives::pieces).sum();
            left -= called;
            if (unsold.get(node) + called > 0) {
                sales.add(new Sale(line, new SkuAtNode(line.skuCode(), node), unsold.get(node) + called, calls));
            }
        }
        return left;
    }

    private long ownGood(String node, String sku) {
        return book.look(node, List.of(sku)).stream()
                .filter(this::own)
                .mapToLong(Standing::pieces)
                .sum();
    }

    /** The co-operative's own; what sellers left on consignment is theirs. */
    boolean own(Standing each) {
        return book.mayGo(each) && each.part().owner().equals(StockOwner.OWN);
    }

    private List<Gives> calls(GivingWay rule, Line line, String node, long wanted) {
        long left = wanted;
        var calls = new ArrayList<Gives>();
        var holding = wanted <= 0
                ? List.<Holding>of()
                : parcels.holding(node, line.skuCode(), settings.ordersMax()).stream()
                        .sorted(rule.order())
                        .toList();
        var inWork = lists.inWaves(holding.stream().map(Holding::barcode).toList());
        for (Holding each : holding) {
            long some = Math.min(left, each.pieces());
            if (some > 0 && !inWork.contains(each.barcode())) {
                calls.add(new Gives(each, some));
                left -= some;
            }
        }
        return calls;
    }

    static ProblemException reserveShort(Line line, long wanted, long there) {
        return ProblemException.of(
                        409,
                        "reserve-short",
                        "可动用的库存不足 · Not so much can be released",
                        "请减少数量、允许征用商品库存，或报上一级动用 · Ask for less, let sale stock give way, or go to the next level")
                .fact("skuCode", line.skuCode())
                .fact("wanted", wanted)
                .fact("pieces", there);
    }
}
