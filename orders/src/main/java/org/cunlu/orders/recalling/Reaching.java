package org.cunlu.orders.recalling;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.LotOrigins;
import org.cunlu.catalog.Lots;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.LotReach;
import org.cunlu.logistics.LotReach.AtNode;
import org.cunlu.logistics.LotReach.Known;
import org.cunlu.logistics.LotsInParcels;
import org.cunlu.logistics.LotsInParcels.Holding;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Recalls;
import org.cunlu.logistics.Workplaces;
import org.cunlu.orders.RecallReach;
import org.cunlu.orders.recalling.BuyerTable.Buyer;

/** How far a lot has gone: nodes, parcels on their way, buyers. Looking changes nothing but the trail. */
@Singleton
class Reaching implements RecallReach {
    private static final List<Role> OPERATORS = List.of(Role.COUNTY_OPERATOR);
    private static final int SOME = 1_000;

    private final LotReach reach;
    private final LotsInParcels parcels;
    private final Recalls recalls;
    private final BuyerTable buyers;
    private final Lots lots;
    private final LotOrigins origins;
    private final Recipients recipients;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Trail trail;
    private final String county;

    Reaching(
            LotReach reach,
            LotsInParcels parcels,
            Recalls recalls,
            BuyerTable buyers,
            Lots lots,
            LotOrigins origins,
            Recipients recipients,
            Workplaces workplaces,
            Transactions transactions,
            Trail trail,
            @Value("${cunlu.county.code}") String county) {
        this.reach = reach;
        this.parcels = parcels;
        this.recalls = recalls;
        this.buyers = buyers;
        this.lots = lots;
        this.origins = origins;
        this.recipients = recipients;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.trail = trail;
        this.county = county;
    }

    /** A seller learns how many, and of nobody who. @param recalled whether it is called back now */
    @Serdeable
    record Counts(
            String lotCode,
            boolean recalled,
            long parcels,
            long pieces,
            long inNetwork,
            long handedOver,
            long buyers) {}

    @Override
    public Drill drill(Caller caller, String node, String lotCode) {
        long begun = System.nanoTime();
        Node hub = workplaces.own(caller, node, "orders.recall-drill", OPERATORS);
        if (hub.tier() != Node.Tier.HUB) {
            throw ProblemException.invalid("node", "hub-needed", "请填县级中心 · Name the county's hub");
        }
        Lot lot = lots.find(List.of(lotCode)).get(lotCode);
        if (lot == null) {
            throw ProblemException.notFound();
        }
        var all = new ArrayList<Holding>();
        var people = new HashSet<String>();
        // A consistent look at what others go on changing.
        List<AtNode> nodes = transactions.read(() -> {
            each(hub.countyCode(), lotCode, (holding, buyer) -> {
                all.add(holding);
                if (buyer != null) {
                    people.add(buyer.accountId());
                }
            });
            return reach.standing(hub.countyCode(), lot.skuCode(), lotCode);
        });
        transactions.run(
                () -> trail.record(caller.accountId(), "orders.recall-drill", lotCode, null, all.size() + " parcels"));
        long over = all.stream().filter(Holding::handedOver).count();
        return new Drill(
                lotCode,
                lot.skuCode(),
                nodes,
                nodes.stream().mapToLong(AtNode::pieces).sum(),
                all.size() - over,
                over,
                people.size(),
                List.copyOf(all),
                (System.nanoTime() - begun) / 1_000_000);
    }

    private void each(String countyCode, String lotCode, BiConsumer<Holding, Buyer> deed) {
        String after = "";
        List<Holding> some;
        do {
            some = parcels.holding(countyCode, lotCode, after, SOME);
            var whose = buyers.of(some.stream().map(Holding::orderId).toList(), "");
            some.forEach(holding -> deed.accept(holding, whose.get(holding.orderId())));
            after = some.isEmpty() ? after : some.getLast().barcode();
        } while (some.size() == SOME);
    }

    @Override
    public Page<Bought> buyers(Caller caller, String recallId, @Nullable String cursor, int limit) {
        Known recall = reach.recall(recallId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, recall.node(), "orders.recall-buyers", OPERATORS);
        String after = cursor == null ? "" : cursor;
        var holdings = parcels.holding(recall.countyCode(), recall.lotCode(), after, limit + 1);
        var whose = buyers.of(holdings.stream().map(Holding::orderId).toList(), recallId);
        transactions.run(() -> trail.record(
                caller.accountId(),
                "orders.recall-buyers",
                recallId,
                null,
                Math.min(limit, holdings.size()) + " after " + (after.isEmpty() ? "the beginning" : after)));
        var masked = recipients.masked(
                whose.values().stream().map(Buyer::recipientId).toList());
        var page = Page.of(holdings, limit, Holding::barcode);
        return new Page<>(
                page.items().stream()
                        .filter(holding -> whose.containsKey(holding.orderId()))
                        .map(holding -> bought(holding, whose.get(holding.orderId()), masked))
                        .toList(),
                page.next());
    }

    private static Bought bought(Holding holding, Buyer buyer, Map<String, Recipient> masked) {
        return new Bought(
                holding.orderId(),
                holding.barcode(),
                holding.pieces(),
                holding.handedOver(),
                buyer.sellerCode(),
                masked.get(buyer.recipientId()),
                buyer.toldAt());
    }

    Counts counts(Caller seller, String lotCode) {
        String shop = origins.find(lotCode)
                .map(lot -> lot.seller() == null ? "" : lot.seller().code())
                .filter(code -> ShopRight.ORDERS.shops(seller).contains(code))
                .orElseThrow(ProblemException::notFound);
        var people = new HashSet<String>();
        long[] sums = new long[3];
        transactions.read(() -> {
            each(county, lotCode, (holding, buyer) -> {
                if (buyer != null && buyer.sellerCode().equals(shop)) {
                    people.add(buyer.accountId());
                    sums[0]++;
                    sums[1] += holding.pieces();
                    sums[2] += holding.handedOver() ? 1 : 0;
                }
            });
            return null;
        });
        boolean called = !recalls.called(List.of(lotCode)).isEmpty();
        return new Counts(lotCode, called, sums[0], sums[1], sums[0] - sums[2], sums[2], people.size());
    }
}
