package org.cunlu.orders.paying;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.PaidChange;
import org.cunlu.orders.PaymentGateway;
import org.cunlu.orders.PaymentView.Status;

/** Lets a buyer pay what a change of his order costs more. Its only share is of the order that is to be changed. */
@Singleton
class PayingMore {
    private final Paying paying;
    private final PaidChange changes;
    private final OrderBook book;
    private final PaymentTable payments;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    PayingMore(
            Paying paying,
            PaidChange changes,
            OrderBook book,
            PaymentTable payments,
            Idempotency idempotency,
            Ids ids,
            Clock clock) {
        this.paying = paying;
        this.changes = changes;
        this.book = book;
        this.payments = payments;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is asked, whole. */
    @Serdeable
    record Request(String offerId, String gateway, @Nullable String payer) {}

    Payment pay(String accountId, String offerId, String key, String gatewayCode, @Nullable String payer) {
        PaymentGateway gateway = paying.own(gatewayCode, payer);
        Paying.Begun begun = idempotency.once(
                accountId,
                "orders.pay-more",
                key,
                new Request(offerId, gateway.code(), payer),
                Paying.Begun.class,
                () -> begin(accountId, offerId, gateway, payer != null));
        return paying.charged(
                begun.paymentId(),
                gateway,
                payer,
                changes.payBy(begun.paymentId()).orElseThrow());
    }

    private Paying.Begun begin(String accountId, String offerId, PaymentGateway gateway, boolean byApp) {
        PaidChange.Due due = changes.due(accountId, offerId);
        Optional<Payment> waiting = changes.payments(offerId).stream()
                .flatMap(id -> payments.find(id).stream())
                .filter(payment -> payment.gateway().equals(gateway.code()) && !byApp && !payment.byApp())
                .filter(payment -> payment.status() == Status.BEGUN || payment.status() == Status.PENDING)
                .findFirst();
        if (waiting.isPresent()) {
            return new Paying.Begun(waiting.get().paymentId());
        }
        OrderGroup group = book.group(due.groupId()).orElseThrow();
        Instant now = clock.instant();
        var payment = new Payment(
                ids.next(),
                group.countyCode(),
                due.groupId(),
                accountId,
                gateway.code(),
                due.moreFen(),
                Status.BEGUN,
                null,
                null,
                0,
                now,
                null,
                0,
                byApp);
        payments.insert(payment, Map.of(due.orderId(), due.moreFen()), Asking.firstTime(now));
        changes.began(offerId, payment.paymentId());
        return new Paying.Begun(payment.paymentId());
    }
}
