package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A payment gateway as we use it: a port. Each method goes outside, so none is ever called within a transaction; each may be
 * repeated with the same ids and then has its effect once. What cannot be known (time-out, broken answer) is thrown as
 * {@link Unavailable} and asked again later, never guessed.
 */
public interface PaymentGateway {
    /** @return short code, stable, such as {@code SANDBOX} */
    String code();

    /** Lets the buyer pay: makes the charge that has this payment's id, or finds it. */
    Charge charge(ChargeWanted wanted);

    /** @return whether it has an app of its own in which one pays, and so takes a {@link ChargeWanted#payer} */
    default boolean knowsPayers() {
        return false;
    }

    /** @return what a page within the gateway's app hands to it, signed; empty where the charge is not paid there */
    default Map<String, String> invocation(String payUrl) {
        return Map.of();
    }

    /** @return how the charge of a payment stands; empty when the gateway does not know it */
    Optional<ChargeState> query(String paymentId);

    /** Pays back from a charge, once for each refund id; asking again is how one learns what became of it. */
    RefundAnswer refund(RefundWanted wanted);

    /**
     * Reads a notice that came from outside.
     * @param headers by name in lower case
     * @param body as it was received, byte for byte
     */
    Notice read(Map<String, String> headers, byte[] body);

    /** @return what it wants to read when its notice was taken, or was not */
    default Reply reply(boolean taken) {
        return taken
                ? new Reply(200, "application/json", "{\"code\":\"SUCCESS\"}")
                : new Reply(400, "application/json", "{\"code\":\"FAIL\",\"message\":\"notice refused\"}");
    }

    /** An answer to a notice. It tells nothing but yes or no. */
    record Reply(int status, String mediaType, String body) {}

    /**
     * What is to be paid.
     * @param payBy after which the gateway shall take no money for it
     * @param payer as the gateway knows him, who pays within its own app; null where anybody may pay
     */
    record ChargeWanted(
            String paymentId,
            long amountFen,
            Instant payBy,
            @Nullable String payer) {
        public ChargeWanted(String paymentId, long amountFen, Instant payBy) {
            this(paymentId, amountFen, payBy, null);
        }
    }

    /**
     * What is to go back.
     * @param ofFen all that was paid by this payment
     */
    record RefundWanted(String refundId, String paymentId, long amountFen, long ofFen) {}

    /**
     * @param chargeId the gateway's own number of it; null where it has none before somebody pays
     * @param payUrl where the buyer pays: an address, or what a QR code holds
     */
    record Charge(@Nullable String chargeId, String payUrl) {}

    /**
     * @param paid whether money came
     * @param paidFen how much
     */
    record ChargeState(
            String chargeId, String merchantId, String currency, boolean paid, long paidFen, Instant paidAt) {}

    /** What became of a refund. */
    sealed interface RefundAnswer {
        record Made(String gatewayNo) implements RefundAnswer {}

        /** Not refused, not made: ask again. */
        record Pending() implements RefundAnswer {}

        record Refused(String reason) implements RefundAnswer {}
    }

    /** What a notice is. */
    sealed interface Notice {
        /** It comes from the gateway and is fresh. @param noticeId the gateway's own number of it */
        record Genuine(String noticeId, String paymentId, ChargeState state) implements Notice {}

        /** It comes from the gateway and tells of something that we ask about ourselves. */
        record Other() implements Notice {}

        /** It may not be believed. @param reason short, for the security log, without what the sender wrote */
        record Refused(String reason) implements Notice {}
    }

    /** @return the merchant that charges of ours belong to */
    String merchantId();

    /** The gateway could not be asked, or did not answer in a way that can be understood. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
