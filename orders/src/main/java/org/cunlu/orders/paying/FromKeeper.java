package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.cunlu.orders.PaymentGateway;

/**
 * Cash in a keeper's hands, in the shape of a gateway. It lies in his drawer from the transaction in which it pays ({@link
 * Capturing}) on; what is to go back goes to the buyer's balance, for the drawer is handed in meanwhile.
 */
@Singleton
class FromKeeper implements PaymentGateway {
    static final String CODE = "KEEPER";

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
        return new Notice.Refused("nobody tells of cash");
    }
}
