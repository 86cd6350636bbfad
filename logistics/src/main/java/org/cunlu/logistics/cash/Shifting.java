package org.cunlu.logistics.cash;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.accounts.AccountLives;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.text.PlainText;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Shifts;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.cash.ShiftTable.Kept;

/** A keeper begins and ends his shift with a count; the drawer cannot change between the book's sum and what is kept of it. */
@Singleton
class Shifting implements Shifts {
    private static final String ACT = "logistics.shift";
    private static final int WHY_MAX = 200;

    private final ShiftTable table;
    private final TakenTable taken;
    private final HandingIn handingIn;
    private final Workplaces workplaces;
    private final AccountLives accounts;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Shifting(
            ShiftTable table,
            TakenTable taken,
            HandingIn handingIn,
            Workplaces workplaces,
            AccountLives accounts,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.taken = taken;
        this.handingIn = handingIn;
        this.workplaces = workplaces;
        this.accounts = accounts;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** A request as it is compared with a repetition. */
    @Serdeable
    record Same(String what, long fen, String why, boolean handIn) {}

    /** What is remembered of it. */
    @Serdeable
    record Done(String shiftId) {}

    @Override
    public Optional<Shift> running(Caller caller, String nodeCode) {
        Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        return transactions
                .read(() -> table.running(node.code()))
                .map(kept -> shown(caller, List.of(kept)).getFirst());
    }

    @Override
    public Page<Shift> of(Caller caller, String nodeCode, @Nullable String cursor, @Nullable Integer limit) {
        Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        int size = Page.limit(limit);
        String before = Ids.isId(cursor) ? cursor : null;
        return Page.of(
                shown(caller, transactions.read(() -> table.of(node.code(), before, size + 1))), size, Shift::shiftId);
    }

    @Override
    public Shift begin(Caller caller, String nodeCode, Counted counted, String key) {
        Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        Done done;
        try {
            done = idempotency.once(
                    caller.accountId(),
                    "logistics.shift-begin",
                    key,
                    new Same(node.code(), counted.countedFen(), String.valueOf(counted.why()), false),
                    Done.class,
                    () -> begin(caller, node, counted));
        } catch (SqlFailure rival) {
            // Two began at once: the key of the table let one.
            if (!rival.duplicate()) {
                throw rival;
            }
            throw running();
        }
        return one(caller, done);
    }

    private Done begin(Caller caller, Node node, Counted counted) {
        Count began = count(node.code(), counted);
        String id = ids.next();
        if (!table.begin(id, node, caller.accountId(), began)) {
            throw running();
        }
        trail.record(caller.accountId(), "logistics.shift-began", id, null, said(node.code(), began));
        return new Done(id);
    }

    @Override
    public Shift end(Caller caller, String shiftId, Counted counted, boolean handIn, String key) {
        Kept known = transactions
                .read(() -> table.find(shiftId))
                .filter(kept -> workplaces.covers(caller, kept.node(), Workplaces.HANDS))
                .orElseThrow(() -> {
                    trail.refused(caller.accountId(), ACT, shiftId, "not-found");
                    return ProblemException.notFound();
                });
        Node node = workplaces.own(caller, known.node(), ACT, Workplaces.HANDS);
        Done done = idempotency.once(
                caller.accountId(),
                "logistics.shift-end",
                key,
                new Same(shiftId, counted.countedFen(), String.valueOf(counted.why()), handIn),
                Done.class,
                () -> end(caller, node, known, counted, handIn));
        return one(caller, done);
    }

    private Done end(Caller caller, Node node, Kept known, Counted counted, boolean handIn) {
        Count ended = count(node.code(), counted);
        String bundle = handIn && ended.expectedFen() != 0
                ? handingIn.offer(caller, node, ended.countedFen()).handoverId()
                : null;
        // After the bundle: what was given up at its end belongs to it.
        Count last = new Count(clock.instant(), ended.expectedFen(), ended.countedFen(), ended.why());
        if (!table.end(known.shiftId(), caller.accountId(), last, bundle)) {
            throw ProblemException.of(409, "shift-ended", "这一班已经交班 · This shift has ended already", null);
        }
        trail.record(
                caller.accountId(),
                "logistics.shift-ended",
                known.shiftId(),
                said(node.code(), known.began()),
                said(node.code(), last));
        return new Done(known.shiftId());
    }

    /** Nobody pays out of the drawer or gives it up until the transaction has ended. */
    private Count count(String nodeCode, Counted counted) {
        long expected = taken.lockedDrawer(nodeCode);
        String why = counted.why() == null || counted.why().isBlank()
                ? null
                : counted.why().strip();
        if (why != null && (why.length() > WHY_MAX || !PlainText.readable(why))) {
            throw ProblemException.invalid("why", "why-invalid", "说明写不下或有不可见的字 · Too long, or with hidden signs");
        }
        if (counted.countedFen() < 0) {
            throw ProblemException.invalid("counted", "amount-invalid", "金额不能小于零 · No sum below zero");
        }
        if (counted.countedFen() != expected && why == null) {
            throw ProblemException.invalid(
                    "why", "difference-unexplained", "清点的与应有的不同，请写明原因 · The count is not what the book says: say why");
        }
        return new Count(clock.instant(), expected, counted.countedFen(), why);
    }

    private Shift one(Caller caller, Done done) {
        return shown(
                        caller,
                        List.of(transactions
                                .read(() -> table.find(done.shiftId()))
                                .orElseThrow()))
                .getFirst();
    }

    private List<Shift> shown(Caller caller, Collection<Kept> some) {
        Map<String, String> names =
                accounts.maskedNames(some.stream().map(Kept::keeper).collect(Collectors.toSet()));
        return some.stream()
                .map(kept -> new Shift(
                        kept.shiftId(),
                        kept.node(),
                        names.getOrDefault(kept.keeper(), ""),
                        kept.keeper().equals(caller.accountId()),
                        kept.began(),
                        kept.ended(),
                        kept.endedBy() != null && !kept.endedBy().equals(kept.keeper()),
                        kept.handoverId(),
                        kept.handedFen()))
                .toList();
    }

    private static String said(String node, Count count) {
        return node + " " + count.countedFen() + " fen of " + count.expectedFen();
    }

    private static ProblemException running() {
        return ProblemException.of(
                409, "shift-running", "这个站点有一班还没交 · A shift is running here", "先交班，再接班 · End it before another begins");
    }
}
