package org.cunlu.orders.sandbox;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
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
     * The buyer pays. Paying a second time changes nothing.
     * @param amountFen what he pays; null for what is asked
     * @param silent whether the merchant is never told
     * @return empty when there is no such charge
     */
    Optional<ChargeTable.Charge> pay(String chargeId, Long amountFen, boolean silent) {
        return transactions.run(() -> {
            Optional<ChargeTable.Charge> charge = charges.find(chargeId);
            Instant now = real.instant();
            charge.ifPresent(found -> charges.pay(
                    chargeId, amountFen == null ? found.amountFen() : amountFen, now, ids.next(), silent ? null : now));
            return charges.find(chargeId);
        });
    }

    /** @return the refund's own number; empty when more would be paid back than was paid */
    Optional<String> refund(String refundId, String merchantId, String paymentId, long amountFen) {
        return transactions.run(() -> {
            Optional<ChargeTable.Charge> charge = charges.lock(merchantId, paymentId);
            if (charge.isEmpty()) {
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
