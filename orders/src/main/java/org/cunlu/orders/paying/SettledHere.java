package org.cunlu.orders.paying;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.cunlu.orders.PaymentGateway;

/** A way to pay with nothing outside, in the shape of a gateway: money moves in the transaction in which it pays. */
abstract class SettledHere implements PaymentGateway {
    private static final String CURRENCY = "CNY";

    private final String code;

    SettledHere(String code) {
        this.code = code;
    }

    ChargeState paid(Payment payment, Instant now) {
        return new ChargeState(payment.paymentId(), code, CURRENCY, true, payment.amountFen(), now);
    }

    @Override
    public final String code() {
        return code;
    }

    @Override
    public final String merchantId() {
        return code;
    }

    /** There is nowhere to go: whoever asks has paid, or cannot. */
    @Override
    public final Charge charge(ChargeWanted wanted) {
        return new Charge(wanted.paymentId(), "");
    }

    /** What was taken is settled already, so whatever is asked for was not. */
    @Override
    public final Optional<ChargeState> query(String paymentId) {
        return Optional.empty();
    }

    @Override
    public final RefundAnswer refund(RefundWanted wanted) {
        return new RefundAnswer.Made(wanted.refundId());
    }

    @Override
    public final Notice read(Map<String, String> headers, byte[] body) {
        return new Notice.Refused("nobody outside tells of " + code);
    }
}
