package org.cunlu.orders.assisted;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.LinkPayments;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.PaymentStarts;

/**
 * Links by which whoever holds them pays a group, on his own phone and without an account. A link tells what is to be paid and
 * to which shops, and nothing of the buyer. It is of use as long as the group awaits its payment, and tells what became of it for a
 * day more.
 */
@Singleton
class PayLinks implements LinkPayments {
    /** For how long after its time a link still tells whether it was paid. */
    private static final Duration KNOWN = Duration.ofDays(1);

    private final PayLinkTable table;
    private final Assisting assisting;
    private final OrderBook book;
    private final PaymentStarts payments;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String publicUrl;

    PayLinks(
            PayLinkTable table,
            Assisting assisting,
            OrderBook book,
            PaymentStarts payments,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.public-url:}") String publicUrl) {
        this.table = table;
        this.assisting = assisting;
        this.book = book;
        this.payments = payments;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /** A new one; those made before are void. */
    Link make(Caller keeper, String assistedId) {
        Assisted one = assisting.placed(keeper, assistedId);
        Unguessable token = Unguessable.next();
        OrderGroup group = transactions.run(() -> {
            OrderGroup locked = book.lock(one.groupId()).orElseThrow(ProblemException::notFound);
            if (!payable(locked)) {
                throw notPayable();
            }
            table.end(locked.groupId());
            table.insert(ids.next(), token, locked.countyCode(), locked.groupId(), keeper.accountId(), clock.instant());
            trail.record(keeper.accountId(), "orders.pay-link", locked.groupId(), null, null);
            return locked;
        });
        return new Link(token.text(), publicUrl + "/pay/" + token.text(), group.totalFen(), group.payBy());
    }

    @Override
    public Bill show(String token) {
        OrderGroup group = group(token);
        List<Order> orders = transactions.read(() -> book.orders(group.groupId()));
        return new Bill(
                group.groupId(),
                orders.stream().mapToLong(Order::dueFen).reduce(0L, Math::addExact),
                payable(group),
                group.status(),
                group.payBy(),
                orders.stream().map(Order::sellerName).distinct().toList());
    }

    @Override
    public PaymentStarts.Started pay(String token, @Nullable String key, String gateway) {
        OrderGroup group = group(token);
        return payments.start(group.accountId(), group.groupId(), key, gateway);
    }

    private OrderGroup group(String token) {
        var given = new Unguessable(token);
        if (!given.wellFormed()) {
            throw ProblemException.notFound();
        }
        return transactions
                .read(() -> table.group(given).flatMap(book::group))
                .filter(group ->
                        group.payBy() != null && group.payBy().plus(KNOWN).isAfter(clock.instant()))
                .orElseThrow(ProblemException::notFound);
    }

    private boolean payable(OrderGroup group) {
        return group.status() == OrderGroup.Status.AWAITING_PAYMENT
                && group.payBy() != null
                && group.payBy().isAfter(clock.instant());
    }

    private static ProblemException notPayable() {
        return ProblemException.of(409, "not-payable", "此单无需在线付款或已过时限 · There is nothing to pay online", null);
    }
}
