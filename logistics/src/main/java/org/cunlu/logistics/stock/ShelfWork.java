package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Incoming;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Workplaces;

/** What somebody does with the goods at his own node, and takes back. */
@Singleton
class ShelfWork {
    private final StockActs book;
    private final ActTable acts;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;

    ShelfWork(StockActs book, ActTable acts, Workplaces workplaces, Idempotency idempotency, Trail trail) {
        this.book = book;
        this.acts = acts;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
    }

    /** What can be done to pieces. */
    enum Deed {
        /** Goods come without a purchase order or transfer. */
        RECEIVE(What.RECEIVED),
        HOLD(What.HELD),
        QUARANTINE(What.HELD),
        DAMAGE(What.HELD),
        UNHOLD(What.UNHELD),
        PUT_AWAY(What.PUT_AWAY);

        private final What what;

        Deed(What what) {
            this.what = what;
        }
    }

    /**
     * A deed on one part.
     * @param lotCode null for SKUs that are not tracked by lot
     * @param owner null for our own
     * @param status of the pieces before the deed, or as they come; null for AVAILABLE
     * @param bin where they lie; null for none
     * @param toBin for PUT_AWAY
     * @param occurredAt null for now
     */
    @Serdeable
    record Order(
            @NotNull Deed deed,
            @NotNull @Size(max = 32) String node,
            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String skuCode,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
            @Nullable LocalDate expiresOn,
            @Nullable LocalDate producedOn,
            @Nullable @Pattern(regexp = StockOwner.PATTERN) String owner,
            @Nullable StockStatus status,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,24}") String bin,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,24}") String toBin,
            @NotNull @Positive @Max(1_000_000_000L) Long pieces,
            @Nullable @Size(max = 200) String reason,
            @Nullable Instant occurredAt) {
        StockPart part() {
            return new StockPart(
                    skuCode,
                    node,
                    lotCode == null ? "" : lotCode,
                    owner == null ? StockOwner.OWN : new StockOwner(owner),
                    status == null ? StockStatus.AVAILABLE : status,
                    bin == null ? "" : bin);
        }
    }

    /** @param reason why the act was wrong */
    @Serdeable
    record Reversal(@NotNull @Size(min = 1, max = 200) String reason) {}

    /** An act that was written. */
    @Serdeable
    record Done(String actId) {}

    Done act(Caller caller, Order order, @Nullable String key) {
        Node node = workplaces.own(caller, order.node(), "logistics.stock-act", Workplaces.HANDS);
        return idempotency.once(caller.accountId(), "logistics.stock-act", key, order, Done.class, () -> {
            if (order.deed() != Deed.RECEIVE && order.deed() != Deed.PUT_AWAY && blank(order.reason())) {
                throw ProblemException.invalid("reason", "reason-missing", "请说明原因 · Say why");
            }
            Act act = new Act(
                    order.deed().what,
                    node.countyCode(),
                    node.code(),
                    order.reason(),
                    caller.accountId(),
                    null,
                    order.occurredAt(),
                    null);
            String actId = order.deed() == Deed.RECEIVE
                    ? book.receive(
                            act,
                            List.of(new Incoming(order.part(), order.expiresOn(), order.producedOn(), order.pieces())))
                    : book.post(act, changes(order, node));
            trail.record(caller.accountId(), "logistics.stock-act", actId, null, order.deed() + " " + order.pieces());
            return new Done(actId);
        });
    }

    private static List<Change> changes(Order order, Node node) {
        return switch (order.deed()) {
            case HOLD -> toStatus(order, StockStatus.ON_HOLD);
            case QUARANTINE -> toStatus(order, StockStatus.QUARANTINED);
            case DAMAGE -> toStatus(order, StockStatus.DAMAGED);
            case UNHOLD -> toStatus(order, StockStatus.AVAILABLE);
            case PUT_AWAY -> putAway(order, node);
            case RECEIVE -> throw new IllegalArgumentException("goods that come have no part before");
        };
    }

    private static List<Change> toStatus(Order order, StockStatus to) {
        StockPart from = order.part();
        if (from.status() == to) {
            throw ProblemException.invalid("status", "status-same", "状态没有变化 · That is its status already");
        }
        return List.of(new Change(from, -order.pieces()), new Change(from.with(to), order.pieces()));
    }

    private static List<Change> putAway(Order order, Node node) {
        if (node.tier() == Node.Tier.VILLAGE) {
            throw ProblemException.invalid("node", "no-bins", "村级站没有库位 · A village station has no bins");
        }
        if (order.toBin() == null || order.toBin().equals(order.part().bin())) {
            throw ProblemException.invalid("toBin", "bin-missing", "请填目标库位 · Name the bin it goes to");
        }
        return List.of(
                new Change(order.part(), -order.pieces()),
                new Change(order.part().in(order.toBin()), order.pieces()));
    }

    Done reverse(Caller caller, String actId, Reversal reversal, @Nullable String key) {
        var wrong = acts.find(actId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, wrong.nodeCode(), "logistics.stock-reverse", Workplaces.HANDS);
        return idempotency.once(
                caller.accountId(), "logistics.stock-reverse:" + actId, key, reversal, Done.class, () -> {
                    if (wrong.documentKind() != null || wrong.reverses() != null) {
                        throw ProblemException.of(
                                409,
                                "not-reversible",
                                "此操作不能冲销 · This act is not taken back by itself",
                                "单据的操作在单据上更正；冲销不能再冲销 · Correct what belongs to a document there; a reversal stays");
                    }
                    if (acts.lockReversed(actId)) {
                        throw ProblemException.of(409, "already-reversed", "已冲销过 · It was taken back already", null);
                    }
                    var changes = acts.changes(actId).stream()
                            .map(change -> new Change(change.part(), -change.pieces()))
                            .toList();
                    Act act = new Act(
                            What.REVERSED,
                            wrong.countyCode(),
                            wrong.nodeCode(),
                            reversal.reason(),
                            caller.accountId(),
                            null,
                            null,
                            null);
                    String reversed = book.write(act, changes, actId);
                    trail.record(caller.accountId(), "logistics.stock-reverse", actId, null, reversed);
                    return new Done(reversed);
                });
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
