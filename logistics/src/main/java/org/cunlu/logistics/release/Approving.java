package org.cunlu.logistics.release;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Document;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.release.CallingUp.Outdated;
import org.cunlu.logistics.release.Plan.Aside;
import org.cunlu.logistics.release.Plan.Sale;
import org.cunlu.logistics.release.Plan.Take;
import org.cunlu.logistics.release.Release.Draw;
import org.cunlu.logistics.release.Release.Origin;

/**
 * The authority's yes. In one transaction the release is approved and its pieces are set aside: they leave the reserve, or the sale
 * stock, and stand on hold at their node, bound to it. So who is killed after it has lost nothing, and who is refused has done nothing.
 */
@Singleton
class Approving {
    private static final Moment PLANNED = Moment.named("releasing.planned");
    private static final Moment TAKEN = Moment.named("releasing.taken");
    private static final Moment APPROVED = Moment.named("releasing.approved");

    /** Kind of the document under which reserve pieces may leave. */
    static final String DOCUMENT = "RELEASE";

    private static final int TRIES_MAX = 5;

    private final ReleaseTable table;
    private final PlaceTable places;
    private final DrawTable draws;
    private final Rights rights;
    private final Planning planning;
    private final CallingUp callingUp;
    private final Sending sending;
    private final Refilling refilling;
    private final Paying paying;
    private final Reserves reserves;
    private final StockBook book;
    private final Transactions transactions;
    private final Trail trail;
    private final ReleaseSettings settings;
    private final Clock clock;

    Approving(
            ReleaseTable table,
            PlaceTable places,
            DrawTable draws,
            Rights rights,
            Planning planning,
            CallingUp callingUp,
            Sending sending,
            Refilling refilling,
            Paying paying,
            Reserves reserves,
            StockBook book,
            Transactions transactions,
            Trail trail,
            ReleaseSettings settings,
            Clock clock) {
        this.table = table;
        this.places = places;
        this.draws = draws;
        this.rights = rights;
        this.planning = planning;
        this.callingUp = callingUp;
        this.sending = sending;
        this.refilling = refilling;
        this.paying = paying;
        this.reserves = reserves;
        this.book = book;
        this.transactions = transactions;
        this.trail = trail;
        this.settings = settings;
        this.clock = clock;
    }

    /** Approves it and sends what can leave now. The same person again changes nothing. */
    void approve(Caller caller, String releaseId) {
        approveOnly(caller, releaseId);
        APPROVED.reached();
        sending.send(releaseId);
    }

    /** Approves it, and leaves it to others to send it. */
    void approveOnly(Caller caller, String releaseId) {
        Release release = rights.authority(caller, releaseId, "approve");
        rights.another(caller, release, "approve");
        if (!(release.state().approved() && caller.accountId().equals(release.approvedBy()))) {
            check(caller, release);
            approved(caller, release);
        }
    }

    private void check(Caller caller, Release release) {
        if (release.state() == ReleaseState.EXPIRED || release.expired(clock.instant())) {
            throw rights.refused(caller, "approve", release.releaseId(), Rights.expired(release));
        }
        if (!release.state().mayBecome(ReleaseState.APPROVED, settings.reviewNeeded())) {
            throw Rights.notNow(release);
        }
    }

    private void approved(Caller caller, Release release) {
        for (int attempt = 1; ; attempt++) {
            Plan plan = planning.plan(release);
            PLANNED.reached();
            try {
                transactions.run(() -> take(caller, release, plan));
                return;
            } catch (Outdated e) {
                // Somebody packed, paid or released something meanwhile.
                if (attempt == TRIES_MAX) {
                    throw ProblemException.of(
                            409, "release-outrun", "库存变动太快，请重试 · Stock moves too fast, try again", e.getMessage());
                }
            }
        }
    }

    private void take(Caller caller, Release release, Plan plan) {
        Instant now = clock.instant();
        LocalDate refill = plan.takes().isEmpty() || release.drill()
                ? null
                : CountyTime.date(now).plusMonths(settings.refillMonths());
        if (!table.approved(release, caller.accountId(), now, now.plus(settings.deliverWithin()), refill)) {
            throw Rights.notNow(table.find(release.releaseId()).orElseThrow());
        }
        places.insertShares(release, plan.shares());
        List<Aside> asides =
                new ArrayList<>(plan.takes().stream().map(Approving::aside).toList());
        if (release.drill()) {
            plan.sales().forEach(sale -> asides.add(unnamed(sale, gramsOf(sale))));
        } else {
            callingUp.lock(release, plan.sales());
            List<Standing> standing = book.lock(keys(plan));
            plan.sales().forEach(sale -> asides.addAll(asides(sale, standing)));
            callingUp.call(release, plan.sales(), caller.accountId(), now);
            setAside(caller, release, plan, standing);
            planning.demandShares(plan);
            paying.took(release, plan.sales(), now);
        }
        List<Draw> dealt = Plan.deal(inOrder(asides), plan.shares(), places.places(release.releaseId()));
        draws.insert(release, dealt);
        if (refill != null) {
            refilling.order(release.releaseId(), dealt, refill, caller.accountId());
        }
        places.allWaiting(release.releaseId());
        trail.record(
                caller.accountId(),
                "logistics.release-approve",
                release.releaseId(),
                release.state().name(),
                said(release, asides));
        TAKEN.reached();
    }

    private static String said(Release release, List<Aside> asides) {
        long reserve = sum(asides, Origin.RESERVE);
        long sale = sum(asides, Origin.SALE);
        return (release.drill() ? "drill, " : "") + "reserve " + reserve + ", sale stock " + sale + ", proposed by "
                + release.proposedBy() + ", reviewed by " + release.reviewedBy();
    }

    private static long sum(List<Aside> asides, Origin origin) {
        return asides.stream()
                .filter(each -> each.origin() == origin)
                .mapToLong(Aside::pieces)
                .sum();
    }

    private static List<Aside> inOrder(List<Aside> asides) {
        return asides.stream()
                .sorted(java.util.Comparator.comparingInt(Aside::lineNo))
                .toList();
    }

    private static List<SkuAtNode> keys(Plan plan) {
        return Stream.concat(
                        plan.takes().stream().map(take -> take.lot().part().key()),
                        plan.sales().stream().map(Sale::key))
                .distinct()
                .toList();
    }

    private static Aside aside(Take take) {
        var lot = take.lot();
        return new Aside(
                take.line().lineNo(),
                lot.part().key(),
                lot.part().lotCode(),
                Origin.RESERVE,
                lot,
                lot.gramsPerPiece(),
                take.pieces());
    }

    private static Aside unnamed(Sale sale, long grams) {
        return new Aside(sale.line().lineNo(), sale.key(), "", Origin.SALE, null, grams, sale.pieces());
    }

    private long gramsOf(Sale sale) {
        return reserves.goods(List.of(sale.key().skuCode()))
                .get(sale.key().skuCode())
                .grams();
    }

    /** @return what of the sale stock goes, first expired first out */
    private List<Aside> asides(Sale sale, List<Standing> standing) {
        long grams = gramsOf(sale);
        var own = standing.stream().filter(planning::own).toList();
        List<Change> chosen = book.upTo(own, sale.key(), sale.pieces());
        if (chosen.stream().mapToLong(Change::pieces).sum() < sale.pieces()) {
            throw new Outdated("less is for sale");
        }
        return chosen.stream()
                .map(change -> new Aside(
                        sale.line().lineNo(),
                        sale.key(),
                        change.part().lotCode(),
                        Origin.SALE,
                        null,
                        grams,
                        change.pieces()))
                .toList();
    }

    /** One act a node: pieces change their owner or their freedom, and stand on hold where they stood. */
    private void setAside(Caller caller, Release release, Plan plan, List<Standing> standing) {
        Map<String, List<Change>> byNode = new TreeMap<>();
        for (Take take : plan.takes()) {
            add(byNode, take.lot().part(), take.pieces());
        }
        var own = standing.stream().filter(planning::own).toList();
        for (Sale sale : plan.sales()) {
            book.upTo(own, sale.key(), sale.pieces()).forEach(change -> add(byNode, change.part(), change.pieces()));
        }
        var there = standing.stream().collect(java.util.stream.Collectors.toMap(Standing::part, Standing::pieces));
        byNode.values().stream().flatMap(List::stream).forEach(change -> {
            if (change.pieces() < 0 && there.getOrDefault(change.part(), 0L) < -change.pieces()) {
                throw new Outdated("less of " + change.part());
            }
        });
        byNode.forEach((node, changes) -> post(caller, release, node, changes));
    }

    private void post(Caller caller, Release release, String node, List<Change> changes) {
        try {
            book.post(
                    new Act(
                            What.HELD,
                            release.countyCode(),
                            node,
                            "动用令 " + release.releaseId(),
                            release.proposedBy(),
                            caller.accountId(),
                            null,
                            new Document(DOCUMENT, release.releaseId())),
                    changes);
        } catch (ProblemException e) {
            if (e.code().equals("stock-bound") || e.code().equals("stock-short")) {
                throw new Outdated("bought or taken meanwhile at " + node);
            }
            throw e;
        }
    }

    private static void add(Map<String, List<Change>> byNode, StockPart part, long pieces) {
        var changes = byNode.computeIfAbsent(part.nodeCode(), _ -> new ArrayList<>());
        changes.add(new Change(part, -pieces));
        changes.add(new Change(held(part.key(), part.lotCode()), pieces));
    }

    /** How they stand until they leave, and where they arrive until they are handed out. */
    static StockPart held(SkuAtNode key, String lotCode) {
        return StockPart.own(key, lotCode).with(StockStatus.ON_HOLD);
    }
}
