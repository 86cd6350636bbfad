package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.orders.CashLimits;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.paying.CounterTable.Taker;

/** Puts what a keeper takes for orders into the drawer of his station, as far as it may hold it. */
@Singleton
class KeepersDrawer {
    private final CounterTable table;
    private final CashLimits limits;
    private final CashDrawer drawer;
    private final Ledger ledger;
    private final Recipients recipients;
    private final Network network;
    private final Trail trail;

    KeepersDrawer(
            CounterTable table,
            CashLimits limits,
            CashDrawer drawer,
            Ledger ledger,
            Recipients recipients,
            Network network,
            Trail trail) {
        this.table = table;
        this.limits = limits;
        this.drawer = drawer;
        this.ledger = ledger;
        this.recipients = recipients;
        this.network = network;
        this.trail = trail;
    }

    /**
     * Joins the transaction in which it pays; the group is locked. The money lies on the counter still: whatever does not
     * need it any more is refused, and nothing is taken.
     */
    void take(OrderGroup group, Payment payment, List<PaymentTable.Share> shares, Instant now) {
        if (group.status() != OrderGroup.Status.AWAITING_PAYMENT) {
            throw over(group);
        }
        Taker by = table.lock(payment.paymentId()).orElseThrow();
        table.lockNode(by.nodeCode(), payment.countyCode());
        if (!limits.fits(by.nodeCode(), payment.amountFen())) {
            throw ProblemException.of(
                            409,
                            "cash-limit-reached",
                            "本站现金已满，请先上交 · This station may take no more cash for now",
                            "请先上交现金，或让村民自己付款 · Hand in the cash, or let the villager pay himself")
                    .fact("node", by.nodeCode());
        }
        for (PaymentTable.Share share : shares) {
            // There is no parcel yet: the order's number stands for it.
            drawer.took(new CashDrawer.Taken(
                    share.orderId(),
                    payment.countyCode(),
                    share.orderId(),
                    by.nodeCode(),
                    share.amountFen(),
                    by.keeperId(),
                    now));
        }
        table.taken(payment.paymentId(), now);
        tell(group, payment, by);
    }

    void book(Payment payment, Map<String, Long> fenByOrder) {
        String node = table.receipt(payment.paymentId()).orElseThrow().nodeCode();
        ledger.capturedInCash(payment.countyCode(), node, payment.paymentId(), fenByOrder);
    }

    private void tell(OrderGroup group, Payment payment, Taker by) {
        trail.record(
                by.keeperId(),
                "orders.counter-cash",
                group.groupId(),
                null,
                by.nodeCode() + " " + payment.paymentId() + " " + payment.amountFen());
        recipients.tell(
                group.recipientId(),
                Notices.Kind.CASH_RECEIPT,
                Map.of(
                        "station",
                        network.node(by.nodeCode()).map(Node::name).orElse(by.nodeCode()),
                        "order",
                        group.groupId(),
                        "amount",
                        Fen.text(payment.amountFen()),
                        "receipt",
                        payment.paymentId()));
    }

    private static ProblemException over(OrderGroup group) {
        return group.status() == OrderGroup.Status.PAID
                ? ProblemException.of(409, "already-paid", "已经付过款，请把现金退还 · Paid already: give the cash back", null)
                : ProblemException.of(409, "too-late", "订单已结束，请把现金退还 · It is over: give the cash back", null);
    }
}
