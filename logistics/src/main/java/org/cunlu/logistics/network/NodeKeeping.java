package org.cunlu.logistics.network;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BiFunction;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeChange;
import org.cunlu.logistics.NodeContents.Found;
import org.cunlu.logistics.NodeDesk.Taken;

/** Changes one node by hand: what it offers and when, and the steps of its life. */
@Singleton
class NodeKeeping {
    private static final String CHANGE = "logistics.change-node";
    private static final String STEP = "logistics.node-step";

    private final NetworkTables tables;
    private final NetworkWriting writing;
    private final NodeStepTable steps;
    private final Closing closing;
    private final OwnNodes own;
    private final NetworkWatch watch;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Trail trail;

    NodeKeeping(
            NetworkTables tables,
            NetworkWriting writing,
            NodeStepTable steps,
            Closing closing,
            OwnNodes own,
            NetworkWatch watch,
            Transactions transactions,
            Idempotency idempotency,
            Trail trail) {
        this.tables = tables;
        this.writing = writing;
        this.steps = steps;
        this.closing = closing;
        this.own = own;
        this.watch = watch;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.trail = trail;
    }

    /** What is asked, as it is remembered with the key. */
    @Serdeable
    record StepAsked(String code, Node.Status to, int version, String why) {}

    /**
     * Repeating it changes nothing.
     * @throws ProblemException {@code not-found}; 409 {@code node-changed} when it is not as it was seen, {@code node-closed},
     *     {@code gln-taken}, {@code class-in-use} with the fact {@code storageClasses}
     */
    Place change(Caller caller, String code, NodeChange wish) {
        own.node(caller, code, CHANGE);
        var opening = wish.opening();
        var profile = wish.profile();
        Place changed = transactions.run(() -> write(code, (place, before) -> {
            Place next = place.with(opening, wish.holds(), profile);
            if (next.equals(place)) {
                return place;
            }
            unchanged(place, wish.version());
            if (place.node().status() == Node.Status.CLOSED) {
                throw ProblemException.of(409, "node-closed", "节点已关闭 · The node is closed", null);
            }
            glnFree(next, before);
            holdsOn(place.node(), next.node());
            trail.record(caller.accountId(), CHANGE, code, said(place), said(next));
            return next;
        }));
        watch.tryRefresh();
        return changed;
    }

    /** What stands there must be kept as it has to be. */
    private void holdsOn(Node now, Node next) {
        var inUse = closing.lost(now, next);
        if (!inUse.isEmpty()) {
            throw ProblemException.of(
                            409,
                            "class-in-use",
                            "此处仍有这类货物 · Such goods stand there, or come there",
                            "请先移走 · Move them away first")
                    .fact("storageClasses", List.copyOf(inUse));
        }
    }

    /**
     * @param key the caller's own: the same again gives the same answer and no second step
     * @throws ProblemException {@code not-found}; 409 {@code node-changed}, {@code step-not-allowed}, {@code parent-closed},
     *     {@code node-in-use} with the fact {@code hindrances}, {@code suspended-just-now}
     */
    Taken step(Caller caller, String key, StepAsked asked) {
        own.node(caller, asked.code(), STEP);
        Taken taken = idempotency.once(
                caller.accountId(), STEP, key, asked, Taken.class, () -> take(caller.accountId(), asked));
        watch.tryRefresh();
        return taken;
    }

    private Taken take(String actor, StepAsked asked) {
        Place after = write(asked.code(), (place, before) -> {
            unchanged(place, asked.version());
            Node.Status from = place.node().status();
            if (!NodeLife.may(from, asked.to())) {
                throw ProblemException.of(409, "step-not-allowed", "不能这样变更状态 · Not a step that it can take", null)
                        .fact("from", from)
                        .fact("to", asked.to());
            }
            if (asked.to() == Node.Status.CLOSED) {
                empty(asked.code(), before);
            }
            Place parent =
                    before.places().getOrDefault(String.valueOf(place.node().parentCode()), place);
            if (from == Node.Status.CLOSED && parent != place && parent.node().status() == Node.Status.CLOSED) {
                throw ProblemException.of(409, "parent-closed", "上级节点已关闭 · The parent is closed", null);
            }
            trail.record(actor, STEP, asked.code(), from.name(), asked.to().name());
            Place next = place.with(asked.to());
            Tables then = before.copy();
            then.places().put(asked.code(), next);
            steps.write(before, then, actor, asked.why());
            return next;
        });
        return new Taken(after.code(), after.node().status(), after.version());
    }

    private void empty(String code, Tables before) {
        List<Found> found = closing.all(code, before);
        if (!found.isEmpty()) {
            throw ProblemException.of(
                            409,
                            "node-in-use",
                            "尚有包裹、库存、现金或下级节点，不能关闭 · Parcels, stock, cash or nodes below are still there",
                            "请先处理所列各项 · Settle what is listed first")
                    .fact("hindrances", found);
        }
        if (before.places().get(code).node().status() == Node.Status.SUSPENDED && !steps.settled(code)) {
            throw ProblemException.of(
                            409,
                            "suspended-just-now",
                            "刚刚停用，请稍后再关闭 · It was suspended a moment ago: orders under way may still come",
                            null)
                    .fact(ProblemException.RETRY_AFTER, NodeStepTable.SETTLED_SECONDS);
        }
    }

    /** Rivals wait for the lock, so what is decided on is what is changed. */
    private Place write(String code, BiFunction<Place, Tables, Place> change) {
        tables.lock();
        Tables before = tables.read();
        Place place = before.places().get(code);
        if (place == null) {
            throw ProblemException.notFound();
        }
        Place next = change.apply(place, before).over(place);
        if (!next.equals(place)) {
            Tables after = before.copy();
            after.places().put(code, next);
            writing.write(before, after);
        }
        return next;
    }

    private static void unchanged(Place place, int seen) {
        if (place.version() != seen) {
            throw ProblemException.of(
                            409,
                            "node-changed",
                            "节点刚被改动 · The node was changed meanwhile",
                            "请刷新后重试 · Look at it again, then repeat")
                    .fact("version", place.version());
        }
    }

    private static void glnFree(Place next, Tables before) {
        String gln = next.node().profile().gln();
        boolean taken = gln != null
                && before.places().values().stream()
                        .anyMatch(other -> !other.code().equals(next.code())
                                && gln.equals(other.node().profile().gln()));
        if (taken) {
            throw ProblemException.of(409, "gln-taken", "GLN 已属于另一节点 · Another node has this GLN", null)
                    .field("gln");
        }
    }

    private static String said(Place place) {
        return place.opening() + " " + Names.text(place.node().holds()) + " "
                + place.node().profile();
    }
}
