package org.cunlu.orders.paying;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.PaymentGateway;
import org.cunlu.orders.PaymentQuestions;
import org.cunlu.orders.PaymentView.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks gateways about payments of which no notice came. A notice may never come, and then asking is the only way to learn
 * that a buyer paid.
 */
@Singleton
class Asking implements PaymentQuestions {
    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
    /** A notice that comes at all comes within seconds. */
    private static final Duration FIRST = Duration.ofSeconds(30);
    /** No gateway lets a charge stay open longer than a day; one more for their clocks and ours. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private static final int BATCH = 20;

    private final PaymentTable payments;
    private final Capturing capturing;
    private final Gateways gateways;
    private final Transactions transactions;
    private final Clock clock;

    Asking(PaymentTable payments, Capturing capturing, Gateways gateways, Transactions transactions, Clock clock) {
        this.payments = payments;
        this.capturing = capturing;
        this.gateways = gateways;
        this.transactions = transactions;
        this.clock = clock;
    }

    static Instant firstTime(Instant begun) {
        return begun.plus(FIRST);
    }

    /** Asks for all that are due now. @return how many were asked for */
    int askDue() {
        List<Payment> due = transactions.run(this::claim);
        due.forEach(this::ask);
        return due.size();
    }

    /** The next time is written before the question, so that a payment whose question kills us does not stop the others. */
    private List<Payment> claim() {
        Instant now = clock.instant();
        List<Payment> due = payments.claimToAsk(now, BATCH);
        due.forEach(payment ->
                payments.askAgain(payment.paymentId(), now.plus(BackOff.after(FIRST, payment.asked() + 1))));
        return due;
    }

    @Override
    public boolean ask(String groupId) {
        boolean known = true;
        for (Payment payment : transactions.read(() -> payments.ofGroup(groupId))) {
            boolean underWay = payment.status() == Status.BEGUN || payment.status() == Status.PENDING;
            known &= !underWay || ask(payment);
        }
        return known;
    }

    /** @return false when it cannot be known now */
    private boolean ask(Payment payment) {
        try {
            Optional<PaymentGateway> gateway = gateways.find(payment.gateway());
            if (gateway.isEmpty()) {
                LOG.warn("payment {} belongs to a gateway that is switched off", payment.paymentId());
                return false;
            }
            Optional<PaymentGateway.ChargeState> charge = gateway.get().query(payment.paymentId());
            if (charge.isPresent() && charge.get().paid()) {
                capturing.paid(gateway.get(), null, payment.paymentId(), charge.get());
            } else if (payment.createdAt().plus(LONGEST).isBefore(clock.instant())) {
                transactions.run(() -> payments.close(payment.paymentId()));
            }
            return true;
        } catch (RuntimeException e) {
            // Unknown stays unknown: it is asked again, later and later.
            LOG.warn("payment {} could not be asked for", payment.paymentId(), e);
            return false;
        }
    }

    /** Runs it in every instance; each takes what the others have not. */
    @Singleton
    @Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
    static class Job {
        private final Asking asking;

        Job(Asking asking) {
            this.asking = asking;
        }

        @Scheduled(fixedDelay = "1s", initialDelay = "3s")
        void run() {
            asking.askDue();
        }
    }
}
