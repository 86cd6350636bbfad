package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.cunlu.orders.PaymentGateway;

/**
 * Paying from the buyer's balance, in the shape of a gateway. Nothing is outside here: money is taken in the transaction in
 * which it pays ({@link Capturing}) and given back in the one in which the refund is made ({@link Refunding}).
 */
@Singleton
class FromBalance implements PaymentGateway {
    static final String CODE = "BALANCE";

    private static final String CURRENCY = "CNY";

    static ChargeState paid(Payment payment, Instant now) {
        return new ChargeState(payment.paymentId(), CODE, CURRENCY, true, payment.amountFen(), now);
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String merchantId() {
        return CODE;
    }

    /** There is nowhere to go: whoever asks has paid, or has not enough. */
    @Override
    public Charge charge(ChargeWanted wanted) {
        return new Charge(wanted.paymentId(), "");
    }

    /** What was taken is settled already, so whatever is asked for was not. */
    @Override
    public Optional<ChargeState> query(String paymentId) {
        return Optional.empty();
    }

    @Override
    public RefundAnswer refund(RefundWanted wanted) {
        return new RefundAnswer.Made(wanted.refundId());
    }

    @Override
    public Notice read(Map<String, String> headers, byte[] body) {
        return new Notice.Refused("nobody tells of balances");
    }
}
