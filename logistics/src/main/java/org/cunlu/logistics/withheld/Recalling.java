package org.cunlu.logistics.withheld;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Notices;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Lots;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Allotments;
import org.cunlu.logistics.AvailabilityNews;
import org.cunlu.logistics.LotRecalled;
import org.cunlu.logistics.LotsInParcels;
import org.cunlu.logistics.LotsInParcels.Holding;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.RecallDesk;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.Workplaces;

/** Calls a lot back: its stock is held, its parcels stay in the network, those who have to do with it are told. */
@Singleton
class Recalling implements RecallDesk {
    private static final Moment OPENED = Moment.named("recalling.opened");
    private static final Moment CALLED = Moment.named("recalling.called");

    static final List<Role> CALLERS = List.of(Role.COUNTY_OPERATOR);
    private static final String LOOK = "logistics.recall-look";
    private static final int SOME = 500;

    private final RecallTable table;
    private final Withholding withholding;
    private final LotsInParcels parcels;
    private final StockBook book;
    private final Allotments allotments;
    private final Lots lots;
    private final Workplaces workplaces;
    private final Grants grants;
    private final Notices notices;
    private final Outbox outbox;
    private final AvailabilityNews news;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Recalling(
            RecallTable table,
            Withholding withholding,
            LotsInParcels parcels,
            StockBook book,
            Allotments allotments,
            Lots lots,
            Workplaces workplaces,
            Grants grants,
            Notices notices,
            Outbox outbox,
            AvailabilityNews news,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.withholding = withholding;
        this.parcels = parcels;
        this.book = book;
        this.allotments = allotments;
        this.lots = lots;
        this.workplaces = workplaces;
        this.grants = grants;
        this.notices = notices;
        this.outbox = outbox;
        this.news = news;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Called call(Caller caller, Order order, @Nullable String key) {
        Node hub = workplaces.own(caller, order.node(), "logistics.recall", CALLERS);
        if (hub.tier() != Node.Tier.HUB) {
            throw ProblemException.invalid("node", "hub-needed", "请填县级中心 · Name the county's hub");
        }
        return idempotency.once(caller.accountId(), "logistics.recall", key, order, Called.class, () -> {
            Lot lot = lots.find(List.of(order.lotCode())).get(order.lotCode());
            if (lot == null) {
                throw ProblemException.invalid("lotCode", "lot-unknown", "没有此批次 · No such lot");
            }
            return open(hub, lot, order.reason(), caller.accountId())
                    .orElseThrow(() -> ProblemException.of(
                            409, "already-called-back", "此批次已在召回中 · The lot is called back already", null));
        });
    }

    /** Joins the caller's transaction. @return empty when the lot is called back already */
    Optional<Called> open(Node hub, Lot lot, String reason, String actor) {
        var recall = new Recall(
                ids.next(), hub.countyCode(), hub.code(), lot.code(), lot.skuCode(), reason, clock.instant(), null);
        if (!table.insert(recall, actor)) {
            return Optional.empty();
        }
        trail.record(actor, "logistics.recall", recall.recallId(), null, lot.code());
        OPENED.reached();
        Called called = called(recall, actor);
        CALLED.reached();
        return Optional.of(called);
    }

    /**
     * Whoever packs it holds its parts: when we have them, each parcel holds it or never will. And whoever gives a parcel out holds
     * that: when we have it, it is gone, or he will read of the recall.
     */
    private Called called(Recall recall, String actor) {
        var keys = book.nodesOf(recall.skuCode(), recall.lotCode()).stream()
                .map(node -> new SkuAtNode(recall.skuCode(), node))
                .toList();
        allotments.lock(keys);
        book.lock(keys);
        var places = new TreeMap<String, Long>();
        long[] sums = new long[2];
        each(recall, holding -> {
            sums[holding.handedOver() ? 1 : 0]++;
            if (!holding.handedOver()) {
                places.merge("NODE".equals(holding.holderKind()) ? holding.holder() : holding.toNode(), 1L, Long::sum);
            }
            outbox.append(new LotRecalled(
                    recall.recallId(),
                    holding.orderId(),
                    holding.barcode(),
                    holding.skuCode(),
                    recall.lotCode(),
                    holding.pieces(),
                    holding.handedOver(),
                    recall.calledAt()));
        });
        keys.forEach(key -> places.merge(key.nodeCode(), 0L, Long::sum));
        places.forEach((node, count) -> tell(node, recall, count));
        long held = 0;
        for (SkuAtNode key : keys) {
            held += withholding.holdAlsoApart(key, actor);
        }
        // Whoever looks for it is not to find it any more, at once.
        news.tellNow(recall.skuCode());
        return new Called(recall, held, sums[0], sums[1]);
    }

    private void each(Recall recall, Consumer<Holding> deed) {
        String after = "";
        List<Holding> some;
        do {
            some = parcels.hold(recall.countyCode(), recall.lotCode(), after, SOME);
            some.forEach(deed);
            after = some.isEmpty() ? after : some.getLast().barcode();
        } while (some.size() == SOME);
    }

    private void tell(String node, Recall recall, long count) {
        var there = new Scope(Scope.Kind.NODE, node);
        for (Role role : Workplaces.HANDS) {
            for (String account : grants.holders(role, there)) {
                notices.tell(
                        account,
                        Notices.Kind.LOT_RECALLED,
                        Map.of("lot", recall.lotCode(), "parcels", String.valueOf(count)));
            }
        }
    }

    @Override
    public Page<Recall> recalls(Caller caller, String node, @Nullable String cursor, @Nullable Integer limit) {
        Node hub = workplaces.own(caller, node, LOOK, CALLERS);
        int size = Page.limit(limit);
        return Page.of(table.of(hub.countyCode(), cursor, size + 1), size, Recall::recallId);
    }

    @Override
    public Recall recall(Caller caller, String recallId) {
        return own(caller, recallId, LOOK);
    }

    @Override
    public Page<Holding> parcels(Caller caller, String recallId, @Nullable String cursor, @Nullable Integer limit) {
        Recall recall = own(caller, recallId, LOOK);
        int size = Page.limit(limit);
        return Page.of(
                parcels.holding(recall.countyCode(), recall.lotCode(), cursor == null ? "" : cursor, size + 1),
                size,
                Holding::barcode);
    }

    @Override
    public List<Stands> stock(Caller caller, String recallId) {
        Recall recall = own(caller, recallId, LOOK);
        var stands = new ArrayList<Stands>();
        for (String node : book.nodesOf(recall.skuCode(), recall.lotCode())) {
            book.look(node, List.of(recall.skuCode())).stream()
                    .filter(each -> each.part().lotCode().equals(recall.lotCode()))
                    .forEach(each -> stands.add(new Stands(
                            node,
                            each.part().owner().text(),
                            each.part().status(),
                            each.part().bin(),
                            each.pieces())));
        }
        return stands;
    }

    @Override
    public Recall lift(Caller caller, String recallId, Lifting lifting, @Nullable String key) {
        own(caller, recallId, "logistics.recall-lift");
        String operation = "logistics.recall-lift:" + recallId;
        return idempotency.once(caller.accountId(), operation, key, lifting, Recall.class, () -> {
            if (!table.lift(recallId, caller.accountId(), clock.instant())) {
                throw ProblemException.of(409, "recall-over", "召回已解除 · The recall was lifted before", null);
            }
            trail.record(caller.accountId(), "logistics.recall-lift", recallId, null, lifting.reason());
            return table.find(recallId).orElseThrow();
        });
    }

    Recall own(Caller caller, String recallId, String act) {
        Recall recall = table.find(recallId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, recall.node(), act, CALLERS);
        return recall;
    }
}
