package org.cunlu.logistics.adjusting;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.AdjustmentDesk;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.StockAdjustments;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Document;
import org.cunlu.logistics.StockBook.Incoming;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.adjusting.AdjustmentTable.Amount;

/** Proposes, posts what is within the limit, and has somebody else sign for the rest. */
@Singleton
class Adjusting implements StockAdjustments, AdjustmentDesk {
    static final List<Role> DECIDERS = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);

    private static final String LOOK = "logistics.adjust-look";

    private final AdjustmentTable table;
    private final StockBook book;
    private final Skus skus;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final long limit;
    private final long limitFen;

    /** @param limit pieces that a node may adjust in a day on one signature @param limitFen their worth by list price */
    Adjusting(
            AdjustmentTable table,
            StockBook book,
            Skus skus,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.logistics.adjust-limit:20}") long limit,
            @Value("${cunlu.logistics.adjust-limit-fen:50000}") long limitFen) {
        this.table = table;
        this.book = book;
        this.skus = skus;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.limit = limit;
        this.limitFen = limitFen;
    }

    /**
     * What is to be written up, down or off.
     * @param scrap whether the pieces are thrown away; they must be on hold or damaged, and {@code pieces} below 0
     * @param pieces more when above 0, fewer when below
     */
    @Serdeable
    record Order(
            @NotNull @Size(max = 32) String node,
            boolean scrap,
            @NotNull @Size(min = 1, max = 200) String reason,
            @NotNull @Size(min = 1, max = 200) List<@NotNull @Valid Line> lines) {}

    /** When one signature is enough. */
    private enum Alone {
        WITHIN_LIMIT,
        /** Within the limit, and orders do not hold the pieces. */
        IF_FREE,
        NEVER
    }

    /** @param approve false to reject */
    @Serdeable
    record Decision(@NotNull Boolean approve) {}

    Adjustment propose(Caller caller, Order order, @Nullable String key) {
        Node node = workplaces.own(caller, order.node(), "logistics.adjust", Workplaces.HANDS);
        return idempotency.once(caller.accountId(), "logistics.adjust", key, order, Adjustment.class, () -> {
            var changes =
                    order.lines().stream().map(line -> line.change(node.code())).toList();
            changes.forEach(change -> check(change, order.scrap()));
            book.demandNotSetAside(caller.accountId(), changes);
            // What is written up is checked like what comes: its SKU, its lot.
            book.check(changes.stream()
                    .filter(change -> change.pieces() > 0)
                    .map(change -> new Incoming(change.part(), null, null, change.pieces()))
                    .toList());
            What what = order.scrap() ? What.SCRAPPED : What.ADJUSTED;
            String id = propose(node, what, changes, order.reason(), caller.accountId(), null)
                    .adjustmentId();
            return table.find(id).orElseThrow();
        });
    }

    private static void check(Change change, boolean scrap) {
        if (change.pieces() == 0 || (scrap && change.pieces() > 0)) {
            throw ProblemException.invalid(
                    "pieces", "pieces-wrong", "数量不能为零，报废须为负数 · Not zero, and below zero when scrapped");
        }
        if (scrap && change.part().status().sellable()) {
            throw ProblemException.invalid(
                    "status", "not-on-hold", "请先冻结或登记残损再报废 · Put it on hold or mark it damaged before it is scrapped");
        }
    }

    @Override
    public Outcome propose(
            Node node, What what, List<Change> changes, String reason, String actor, @Nullable String countId) {
        return propose(
                node, what, changes, reason, actor, countId, countId != null ? Alone.IF_FREE : Alone.WITHIN_LIMIT);
    }

    @Override
    public Outcome proposeForSignature(
            Node node, What what, List<Change> changes, String reason, String actor, @Nullable String countId) {
        return propose(node, what, changes, reason, actor, countId, Alone.NEVER);
    }

    @Override
    public Outcome proposeLater(Node node, What what, List<Change> changes, String reason, String actor) {
        return propose(node, what, changes, reason, actor, null, Alone.IF_FREE);
    }

    @Override
    public Outcome proposeOnce(Node node, What what, List<Change> changes, String reason, String actor) {
        return table.open(node, what, actor, changes)
                .map(known -> new Outcome(known, State.PROPOSED.name()))
                .orElseGet(() -> proposeForSignature(node, what, changes, reason, actor, null));
    }

    private Outcome propose(
            Node node,
            What what,
            List<Change> changes,
            String reason,
            String actor,
            @Nullable String countId,
            Alone may) {
        var now = clock.instant();
        long pieces = pieces(changes);
        boolean alone =
                may != Alone.NEVER && (may == Alone.WITHIN_LIMIT || fits(changes)) && withinLimit(node, changes);
        var adjustment = new Adjustment(
                ids.next(),
                node.code(),
                what,
                alone ? State.POSTED : State.PROPOSED,
                reason,
                actor,
                now,
                null,
                countId,
                null,
                changes.stream().map(Line::of).toList());
        table.insert(node.countyCode(), adjustment);
        trail.record(actor, "logistics.adjust", adjustment.adjustmentId(), null, adjustment.state() + " " + pieces);
        if (alone) {
            post(node, adjustment, null);
        }
        return new Outcome(adjustment.adjustmentId(), adjustment.state().name());
    }

    @Override
    public boolean withinLimit(Node node, List<Change> changes) {
        // Parts, then the node's day, then levels: whoever adjusts takes them in this order.
        book.lock(changes.stream().map(change -> change.part().key()).collect(Collectors.toSet()));
        var amount = new Amount(pieces(changes), value(changes));
        return amount.pieces() <= limit
                && amount.fen() <= limitFen
                && table.within(
                        node.countyCode(),
                        node.code(),
                        CountyTime.date(clock.instant()),
                        amount,
                        new Amount(limit, limitFen));
    }

    @Override
    public void takeTurns(Collection<Node> nodes) {
        LocalDate today = CountyTime.date(clock.instant());
        nodes.stream()
                .sorted(Comparator.comparing(Node::code))
                .forEach(node -> table.lockDay(node.countyCode(), node.code(), today));
    }

    private static long pieces(List<Change> changes) {
        return changes.stream().mapToLong(each -> Math.abs(each.pieces())).sum();
    }

    /** By list price; what nobody offers has none, and is bounded by its pieces alone. */
    private long value(List<Change> changes) {
        var prices = skus.pricesFen(
                changes.stream().map(each -> each.part().skuCode()).collect(Collectors.toSet()));
        return changes.stream()
                .mapToLong(each -> Math.multiplyExact(
                        Math.abs(each.pieces()), prices.getOrDefault(each.part().skuCode(), 0L)))
                .reduce(0, Math::addExact);
    }

    /** What was counted is kept also where orders hold more than there is: whoever signs settles them first. */
    private boolean fits(List<Change> changes) {
        return changes.stream()
                .filter(each -> each.part().status().sellable())
                .collect(Collectors.groupingBy(each -> each.part().key(), Collectors.summingLong(Change::pieces)))
                .entrySet()
                .stream()
                .allMatch(each -> each.getValue() >= 0 || book.free(each.getKey()) + each.getValue() >= 0);
    }

    @Override
    public Page<Adjustment> of(
            Caller caller, String node, @Nullable State state, @Nullable String cursor, @Nullable Integer limit) {
        var there = workplaces.own(caller, node, LOOK, DECIDERS);
        int size = Page.limit(limit);
        return Page.of(table.at(there, state, cursor, size + 1), size, Adjustment::adjustmentId);
    }

    @Override
    public Page<Adjustment> waiting(Caller caller, @Nullable String cursor, int limit) {
        var own = new ArrayList<Adjustment>();
        String before = cursor;
        List<Adjustment> some;
        // Others' are passed over, so that a page is full and its cursor is one of one's own.
        do {
            some = table.waiting(before, limit + 1);
            some.stream()
                    .filter(each -> workplaces.covers(caller, each.nodeCode(), DECIDERS))
                    .forEach(own::add);
            before = some.isEmpty() ? before : some.getLast().adjustmentId();
        } while (own.size() <= limit && some.size() > limit);
        return Page.of(own.subList(0, Math.min(own.size(), limit + 1)), limit, Adjustment::adjustmentId);
    }

    @Override
    public Adjustment one(Caller caller, String adjustmentId) {
        Adjustment adjustment = table.find(adjustmentId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, adjustment.nodeCode(), LOOK, DECIDERS);
        return adjustment;
    }

    @Override
    public Adjustment decide(Caller caller, String adjustmentId, boolean approve, @Nullable String key) {
        return decide(caller, adjustmentId, new Decision(approve), key);
    }

    /** By somebody over the node who did not propose it. */
    Adjustment decide(Caller caller, String adjustmentId, Decision decision, @Nullable String key) {
        Adjustment proposed = table.find(adjustmentId).orElseThrow(ProblemException::notFound);
        Node node = workplaces.own(caller, proposed.nodeCode(), "logistics.adjust-decide", DECIDERS);
        var second = new SecondPerson(proposed.proposedBy(), null);
        if (!second.mayBe(caller.accountId())) {
            trail.refused(caller.accountId(), "logistics.adjust-decide", adjustmentId, "second-person-needed");
            second.demand(caller.accountId());
        }
        String operation = "logistics.adjust-decide:" + adjustmentId;
        return idempotency.once(caller.accountId(), operation, key, decision, Adjustment.class, () -> {
            State state = decision.approve() ? State.POSTED : State.REJECTED;
            if (!table.decide(adjustmentId, state, caller.accountId(), clock.instant())) {
                throw ProblemException.of(409, "already-decided", "已经处理过 · It was decided before", null);
            }
            trail.record(
                    caller.accountId(), "logistics.adjust-decide", adjustmentId, State.PROPOSED.name(), state.name());
            if (decision.approve()) {
                post(node, proposed, caller.accountId());
            }
            return table.find(adjustmentId).orElseThrow();
        });
    }

    private void post(Node node, Adjustment adjustment, @Nullable String approver) {
        // What a count finds is true, whoever waits for it; what somebody wrote may be signed when a release has come
        // between.
        if (adjustment.countId() == null) {
            book.demandNotSetAside(approver == null ? adjustment.proposedBy() : approver, adjustment.changes());
        }
        Act act = new Act(
                adjustment.what(),
                node.countyCode(),
                node.code(),
                adjustment.reason(),
                adjustment.proposedBy(),
                approver,
                null,
                new Document("ADJUSTMENT", adjustment.adjustmentId()));
        table.posted(adjustment.adjustmentId(), book.post(act, adjustment.changes()));
    }
}
