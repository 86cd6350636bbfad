package org.cunlu.orders.sandbox;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;

/**
 * What the sandbox does: makes charges, takes the buyer's money, pays back. It tells time by the world's clock: a demo's
 * county may live in next week, the bank does not.
 */
@Singleton
@Requires(condition = SandboxWanted.class)
class Wallet {
    private static final String CURRENCY = "CNY";

    private final ChargeTable charges;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock real = Clock.systemUTC();

    Wallet(ChargeTable charges, Transactions transactions, Ids ids) {
        this.charges = charges;
        this.transactions = transactions;
        this.ids = ids;
    }

    ChargeTable.Charge charge(String merchantId, String paymentId, long amountFen) {
        return transactions.run(() -> {
            charges.insert(ids.next(), merchantId, paymentId, amountFen, CURRENCY, real.instant());
            return charges.ofPayment(merchantId, paymentId).orElseThrow();
        });
    }

    Optional<ChargeTable.Charge> find(String merchantId, String paymentId) {
        return charges.ofPayment(merchantId, paymentId);
    }

    /**
     * How a buyer pays, and what goes wrong with it.
     * @param amountFen what he pays; null for what is asked
     * @param silent whether the merchant is never told
     * @param delay after which he is told
     * @param more how often he is told again though he heard it
     * @param refundsRefused whether it will refuse to pay back
     */
    record How(@Nullable Long amountFen, boolean silent, Duration delay, int more, boolean refundsRefused) {}

    /**
     * The buyer pays. Paying a second time changes nothing.
     * @return empty when there is no such charge
     */
    Optional<ChargeTable.Charge> pay(String chargeId, How how) {
        return transactions.run(() -> {
            Optional<ChargeTable.Charge> charge = charges.find(chargeId);
            Instant now = real.instant();
            charge.ifPresent(found -> charges.pay(
                    chargeId,
                    how.amountFen() == null ? found.amountFen() : how.amountFen(),
                    now,
                    ids.next(),
                    how.silent() ? null : now.plus(how.delay()),
                    how.more(),
                    how.refundsRefused()));
            return charges.find(chargeId);
        });
    }

    /** @return the refund's own number; empty when it is refused: more than was paid, or as the buyer's test wanted it */
    Optional<String> refund(String refundId, String merchantId, String paymentId, long amountFen) {
        return transactions.run(() -> {
            Optional<ChargeTable.Charge> charge = charges.lock(merchantId, paymentId);
            if (charge.isEmpty() || charge.get().refundsRefused()) {
                return Optional.empty();
            }
            String number = "R" + refundId;
            if (charges.refundKnown(refundId)) {
                return Optional.of(number);
            }
            ChargeTable.Charge paid = charge.get();
            if (Math.addExact(charges.refundedFen(paid.chargeId()), amountFen) > paid.paidFen()) {
                return Optional.empty();
            }
            charges.insertRefund(refundId, paid.chargeId(), amountFen, real.instant());
            return Optional.of(number);
        });
    }
}
