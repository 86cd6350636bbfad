package org.cunlu.orders.paying;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CounterCash;

/** A keeper takes a villager's cash: as a payment that is begun, and paid at once. */
@Singleton
class AtTheCounter implements CounterCash {
    private final Paying paying;
    private final Capturing capturing;
    private final PaymentTable payments;
    private final CounterTable table;
    private final FromKeeper gateway;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Clock clock;

    AtTheCounter(
            Paying paying,
            Capturing capturing,
            PaymentTable payments,
            CounterTable table,
            FromKeeper gateway,
            Idempotency idempotency,
            Transactions transactions,
            Clock clock) {
        this.paying = paying;
        this.capturing = capturing;
        this.payments = payments;
        this.table = table;
        this.gateway = gateway;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is asked, whole, so that one key cannot stand for two groups. */
    @Serdeable
    record Request(String groupId, String nodeCode, long fen) {}

    @Override
    public Receipt take(Wanted wanted, String key) {
        Paying.Begun begun = idempotency.once(
                wanted.keeperId(),
                "orders.counter-cash",
                key,
                new Request(wanted.groupId(), wanted.nodeCode(), wanted.fen()),
                Paying.Begun.class,
                () -> begin(wanted));
        Payment payment = payments.find(begun.paymentId()).orElseThrow();
        if (!payment.settled()) {
            capturing.paid(gateway, null, payment.paymentId(), gateway.paid(payment, clock.instant()));
        }
        return transactions.read(() -> table.receipt(payment.paymentId())).orElseThrow(ProblemException::notFound);
    }

    private Paying.Begun begin(Wanted wanted) {
        Paying.Begun begun = paying.begin(wanted.accountId(), wanted.groupId(), gateway, false);
        Payment payment = payments.find(begun.paymentId()).orElseThrow();
        if (payment.amountFen() != wanted.fen()) {
            throw ProblemException.of(409, "cash-mismatch", "收款金额与应收不符 · The cash is not what is due", null)
                    .fact("dueFen", payment.amountFen());
        }
        table.begin(payment, new CounterTable.Taker(wanted.nodeCode(), wanted.keeperId()));
        return begun;
    }

    @Override
    public Optional<Receipt> receipt(String groupId) {
        return transactions.read(() -> table.ofGroup(groupId));
    }
}
