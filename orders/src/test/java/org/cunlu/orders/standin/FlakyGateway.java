package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.orders.PaymentGateway;

/** A gateway that does what it is asked and does not answer, until it is well again; each effect once for each id. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class FlakyGateway implements PaymentGateway {
    private final Map<String, Long> charges = new ConcurrentHashMap<>();
    private final Set<String> paid = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> refunds = new ConcurrentHashMap<>();
    private volatile boolean ill;
    private volatile String refusal;

    public void ill(boolean now) {
        ill = now;
    }

    /** @param reason with which refunds are refused from now on; null when they are made again */
    public void refuse(String reason) {
        refusal = reason;
    }

    public void pay(String paymentId) {
        paid.add(paymentId);
    }

    public Map<String, Long> refunds() {
        return refunds;
    }

    @Override
    public String code() {
        return "FLAKY";
    }

    @Override
    public String merchantId() {
        return "M";
    }

    @Override
    public Charge charge(ChargeWanted wanted) {
        charges.put(wanted.paymentId(), wanted.amountFen());
        answer();
        return new Charge("C" + wanted.paymentId(), "/flaky/" + wanted.paymentId());
    }

    @Override
    public Optional<ChargeState> query(String paymentId) {
        answer();
        return Optional.ofNullable(charges.get(paymentId))
                .map(fen -> new ChargeState("C" + paymentId, "M", "CNY", paid.contains(paymentId), fen, Instant.EPOCH));
    }

    @Override
    public RefundAnswer refund(RefundWanted wanted) {
        if (refusal != null) {
            return new RefundAnswer.Refused(refusal);
        }
        refunds.put(wanted.refundId(), wanted.amountFen());
        answer();
        return new RefundAnswer.Made("R" + wanted.refundId());
    }

    @Override
    public Notice read(Map<String, String> headers, byte[] body) {
        return new Notice.Refused("this gateway never tells");
    }

    /** What was asked has been done; whether the asker hears of it is another matter. */
    private void answer() {
        if (ill) {
            throw new Unavailable("time-out", null);
        }
    }
}
