package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderChanges.Changed;
import org.cunlu.orders.OrderChanges.Wanted;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.Resourcing;

/** Changes an order while it may be changed, whoever it is that has the last word. Joins the caller's transaction. */
@Singleton
class Making {
    static final String ACT = "orders.changed";

    private final Replacement replacement;
    private final OrderBook book;
    private final Resourcing resourcing;
    private final Trail trail;

    Making(Replacement replacement, OrderBook book, Resourcing resourcing, Trail trail) {
        this.replacement = replacement;
        this.book = book;
        this.resourcing = resourcing;
        this.trail = trail;
    }

    /** @param actor the operator who said so @throws as {@link Replacement#instead}; {@code not-changeable}, {@code line-unknown} */
    Changed change(String actor, String orderId, Plan plan, List<Wanted.Line> quantities) {
        Held held = held(orderId);
        Order order = held.order();
        Replacement.Done done =
                replacement.instead(actor, order, plan, cart(held.lines(), quantities), coupons(held.lines()));
        trail.record(
                actor,
                ACT,
                orderId,
                order.payableFen() + " fen to " + order.toNode() + ", recipient " + order.recipientId(),
                done.made().totalFen() + " fen to " + done.made().toNode() + ", recipient "
                        + done.made().recipientId() + ", order " + done.made().orderId() + ": " + plan.reason());
        return done.changed();
    }

    /** @return it, its group locked @throws ProblemException where it may not be changed any more */
    Order changeable(String orderId) {
        return held(orderId).order();
    }

    /** An order that may be changed, its group locked. */
    private record Held(Order order, List<OrderLine> lines) {}

    private Held held(String orderId) {
        Order known = book.order(orderId).orElseThrow(ProblemException::notFound);
        book.lock(known.groupId()).orElseThrow();
        // Read again under the lock: it may have been paid, packed or cancelled since.
        Order order = book.order(orderId).orElseThrow();
        List<OrderLine> lines = book.lines(List.of(orderId)).getOrDefault(orderId, List.of());
        check(order, lines);
        return new Held(order, lines);
    }

    private void check(Order order, List<OrderLine> lines) {
        ProblemException hindrance = hindrance(order, lines);
        if (hindrance != null) {
            throw hindrance;
        }
    }

    /** @return why it may not be changed, by how it stands; null where it may, unless it is being picked */
    @Nullable
    ProblemException hindrance(Order order, List<OrderLine> lines) {
        if (order.state().lifecycle() != Lifecycle.OPEN || order.state().fulfilment() != FulfilmentStatus.ALLOCATED) {
            return tooLate();
        }
        boolean plain = order.depositFen() == 0
                && order.shortFen() == 0
                && resourcing.original(order.orderId()).isEmpty()
                && resourcing.sisters(order.orderId()).isEmpty()
                && lines.stream()
                        .allMatch(line -> line.live() == null
                                && line.shortQuantity() == 0
                                && (line.input() == null || !line.input().restricted()));
        return plain
                ? null
                : ProblemException.of(
                        409,
                        "not-changeable",
                        "直播、预售、缺货或限用农资订单不能改 · Live, presold, short or restricted goods cannot be changed",
                        "请取消后重新下单 · Cancel it and order again");
    }

    static ProblemException tooLate() {
        return ProblemException.of(
                409, "too-late", "已不能修改 · Too late to change", "未付款、已拣货或已结束 · Not paid, being picked, or over");
    }

    private static List<CartLine> cart(List<OrderLine> lines, List<Wanted.Line> quantities) {
        var cart = new ArrayList<CartLine>();
        var changes = new ArrayList<>(quantities);
        for (OrderLine line : lines) {
            int quantity = line.quantity();
            for (Wanted.Line change : quantities) {
                if (change.lineNo() == line.lineNo()) {
                    quantity = change.quantity();
                    changes.remove(change);
                }
            }
            if (quantity > 0) {
                cart.add(new CartLine(line.offerId(), quantity));
            }
        }
        if (!changes.isEmpty() || cart.isEmpty()) {
            throw ProblemException.invalid(
                    "quantities", "line-unknown", "没有这一行，或什么都不剩 · No such line, or nothing is left");
        }
        return cart;
    }

    /** They are the buyer's again when the old order gives them back, and used for the new one. */
    private static List<String> coupons(List<OrderLine> lines) {
        var ids = new TreeSet<String>();
        for (OrderLine line : lines) {
            for (LineStep step : line.steps()) {
                if (step.kind() == LineStep.Kind.COUPON) {
                    ids.add(step.ref().substring(step.ref().indexOf(':') + 1));
                }
            }
        }
        return List.copyOf(ids);
    }
}
