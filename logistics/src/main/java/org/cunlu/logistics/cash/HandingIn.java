package org.cunlu.logistics.cash;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.CashHanded;
import org.cunlu.logistics.CashHandovers;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.cash.HandoverTable.Handover;
import org.cunlu.logistics.cash.HandoverTable.State;

/**
 * Cash comes in: the keeper counts his drawer, a driver or a node above counts what he gets. One has it at a time; two counts
 * that differ open a difference, for which whoever had it answers.
 */
@Singleton
class HandingIn implements CashDrawer, CashHandovers {
    private static final String ACT = "logistics.cash";

    private static final String WITHDRAWN = "已撤回上交 · put back into the drawer";

    private final TakenTable taken;
    private final HandoverTable handovers;
    private final CashDifferenceTable differences;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final Duration within;

    HandingIn(
            TakenTable taken,
            HandoverTable handovers,
            CashDifferenceTable differences,
            Workplaces workplaces,
            Transactions transactions,
            Idempotency idempotency,
            Outbox outbox,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.logistics.difference-within:48h}") Duration within) {
        this.taken = taken;
        this.handovers = handovers;
        this.differences = differences;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.within = within;
    }

    /** A request as it is compared with a repetition. */
    @Serdeable
    record Same(String what, long fen) {}

    @Override
    public void took(Taken cash) {
        taken.insert(cash);
    }

    @Override
    public boolean gave(Taken cash) {
        if (taken.lockedDrawer(cash.nodeCode()) < cash.fen()) {
            return false;
        }
        taken.insertGiven(cash);
        return true;
    }

    @Override
    public long inDrawer(String nodeCode) {
        return taken.drawer(nodeCode).stream().mapToLong(TakenTable.Day::fen).sum();
    }

    @Override
    public long withKeeper(String nodeCode) {
        return handovers.withKeeper(nodeCode);
    }

    @Override
    public List<Offered> offered(String nodeCode) {
        return handovers.offered(nodeCode).stream()
                .map(each -> new Offered(each.handoverId(), each.offeredFen(), each.offeredAt()))
                .toList();
    }

    @Override
    public String giveUp(Caller caller, String nodeCode, long countedFen, @Nullable String key) {
        return offer(caller, nodeCode, countedFen, key).handoverId();
    }

    @Override
    public void putBack(Caller caller, String handoverId) {
        withdraw(caller, handoverId);
    }

    @Override
    public void takeAlong(Caller driver, String handoverId, long countedFen, @Nullable String key) {
        carry(driver, handoverId, countedFen, key);
    }

    /** The keeper puts back what nobody has taken along; it lies in the drawer again. Repeating it changes nothing. */
    Handover withdraw(Caller caller, String handoverId) {
        Handover before = known(handoverId);
        if (!workplaces.covers(caller, before.node(), Workplaces.HANDS)) {
            throw anothers(caller, handoverId);
        }
        return transactions.run(() -> {
            Instant now = clock.instant();
            if (handovers.withdrawn(handoverId)) {
                taken.unbundle(handoverId);
                putAside(caller, handoverId, now);
                trail.record(caller.accountId(), "logistics.cash-withdrawn", handoverId, "OFFERED", "BACK");
            } else if (known(handoverId).state() != State.BACK) {
                throw taken();
            }
            return known(handoverId);
        });
    }

    /** Its count counts no more; but what a dispatcher settled of it is in the books. */
    private void putAside(Caller caller, String handoverId, Instant now) {
        boolean open = differences.close(
                handoverId, State.OFFERED, CashDifferenceTable.Reason.MISCOUNTED, WITHDRAWN, caller.accountId(), now);
        if (!open && !differences.of(handoverId).isEmpty()) {
            throw ProblemException.of(409, "cash-settled", "差额已处理，不能撤回 · Its difference was settled already", null);
        }
    }

    /** The keeper gives up all that lies in his drawer. @param countedFen what he counted */
    Handover offer(Caller caller, String nodeCode, long countedFen, @Nullable String key) {
        Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        return idempotency.once(
                caller.accountId(),
                "logistics.cash-offer",
                key,
                new Same(node.code(), countedFen),
                Handover.class,
                () -> offer(caller, node, countedFen));
    }

    /** The same, within the caller's transaction. */
    Handover offer(Caller caller, Node node, long countedFen) {
        String id = ids.next();
        // What was taken may have been paid back, to the last fen.
        if (taken.bundle(node.code(), id) == 0 || taken.sum(id) == 0) {
            throw ProblemException.of(409, "drawer-empty", "没有待上交的现金 · There is no cash to hand in", null);
        }
        Instant now = clock.instant();
        long sum = taken.sum(id);
        handovers.insert(id, node, sum, countedFen, caller.accountId(), now);
        Handover offered = handovers.find(id).orElseThrow();
        compare(offered, State.OFFERED, node.code(), sum, countedFen, now);
        trail.record(caller.accountId(), "logistics.cash-offered", id, null, countedFen + " fen of " + sum);
        return offered;
    }

    /** A driver takes it along. */
    Handover carry(Caller driver, String handoverId, long countedFen, @Nullable String key) {
        Handover before = known(handoverId);
        if (!workplaces.covers(driver, before.node(), List.of(Role.DRIVER))) {
            throw anothers(driver, handoverId);
        }
        return once(driver, handoverId, "carry", countedFen, key, () -> {
            Instant now = clock.instant();
            checkTwo(before.offeredBy(), driver);
            if (!handovers.carried(handoverId, countedFen, driver.accountId(), now)) {
                throw taken();
            }
            compare(before, State.CARRIED, before.node(), before.offeredFen(), countedFen, now);
            tell(before, null, countedFen, now);
            trail.record(driver.accountId(), "logistics.cash-carried", handoverId, null, countedFen + " fen");
        });
    }

    /** A node above the station takes it in, from the keeper or from a driver. */
    Handover takeIn(Caller caller, String handoverId, String nodeCode, long countedFen, @Nullable String key) {
        Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        Handover known = known(handoverId);
        boolean above = !known.node().equals(node.code()) && (known.nodePath() + "/").startsWith(node.path() + "/");
        if (!above) {
            throw anothers(caller, handoverId);
        }
        return once(caller, handoverId, node.code(), countedFen, key, () -> {
            Handover before = known(handoverId);
            if (before.state() == State.IN || before.state() == State.BACK) {
                throw taken();
            }
            Instant now = clock.instant();
            checkTwo(before.holder(), caller);
            if (!handovers.broughtIn(before, countedFen, node.code(), caller.accountId(), now)) {
                throw taken();
            }
            String owner = before.state() == State.OFFERED ? before.node() : before.carriedBy();
            compare(before, State.IN, owner, before.saidFen(), countedFen, now);
            tell(before, node.code(), countedFen, now);
            trail.record(caller.accountId(), "logistics.cash-in", handoverId, null, countedFen + " fen");
        });
    }

    private Handover once(
            Caller caller, String handoverId, String how, long fen, @Nullable String key, Runnable effect) {
        return idempotency.once(
                caller.accountId(),
                "logistics.cash-taking",
                key,
                new Same(handoverId + " " + how, fen),
                Handover.class,
                () -> {
                    effect.run();
                    return known(handoverId);
                });
    }

    /** What is missing in the drawer was its keeper's from the first; the books see it when the money leaves him. */
    private void tell(Handover before, @Nullable String toNode, long countedFen, Instant now) {
        boolean fromStation = before.state() == State.OFFERED;
        outbox.append(new CashHanded(
                before.handoverId(),
                before.countyCode(),
                fromStation ? before.node() : null,
                toNode,
                fromStation ? before.takenFen() : before.saidFen(),
                countedFen,
                now));
    }

    private void compare(Handover bundle, State seen, String owner, long expected, long counted, Instant now) {
        if (expected != counted) {
            differences.open(bundle, seen, owner, expected, counted, now, now.plus(within));
        }
    }

    private static void checkTwo(String holder, Caller taker) {
        if (holder.equals(taker.accountId())) {
            throw ProblemException.of(
                    409, "second-person-needed", "交接须由另一人确认 · Somebody else must confirm what he got", null);
        }
    }

    private Handover known(String handoverId) {
        return handovers.find(handoverId).orElseThrow(ProblemException::notFound);
    }

    private ProblemException anothers(Caller caller, String handoverId) {
        trail.refused(caller.accountId(), ACT, handoverId, "not-found");
        return ProblemException.notFound();
    }

    private static ProblemException taken() {
        return ProblemException.of(409, "cash-taken-already", "这笔现金已交接 · It was handed on already", null);
    }
}
