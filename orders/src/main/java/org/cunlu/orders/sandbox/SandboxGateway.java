package org.cunlu.orders.sandbox;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.cunlu.orders.PaymentGateway;

/**
 * Our side of the sandbox gateway: what an adapter for a real one would be. It knows the gateway's public key only.
 *
 * <p>Whether a notice is fresh is judged by the world's clock and not by the county's: the gateway outside signs with real
 * time, and a demo whose county clock was moved a week ahead would otherwise take every notice for an old one (or, worse,
 * take a notice that was caught last week for a new one).
 */
@Singleton
@Requires(condition = SandboxWanted.class)
class SandboxGateway implements PaymentGateway {
    /** Both ways, as WeChat Pay v3 and Stripe have it. */
    static final Duration FRESH = Duration.ofMinutes(5);

    private final Wallet wallet;
    private final SandboxKeys keys;
    private final ObjectMapper mapper;
    private final String merchantId;
    private final String publicUrl;
    private final Clock real;

    @Inject
    SandboxGateway(
            Wallet wallet,
            SandboxKeys keys,
            ObjectMapper mapper,
            @Value("${cunlu.county.code}") String countyCode,
            @Value("${cunlu.public-url:}") String publicUrl) {
        this(wallet, keys, mapper, "CUNLU-" + countyCode, publicUrl, Clock.systemUTC());
    }

    SandboxGateway(
            Wallet wallet, SandboxKeys keys, ObjectMapper mapper, String merchantId, String publicUrl, Clock real) {
        this.wallet = wallet;
        this.keys = keys;
        this.mapper = mapper;
        this.merchantId = merchantId;
        this.publicUrl = publicUrl.replaceAll("(?<!/)/+$", "");
        this.real = real;
    }

    @Override
    public String code() {
        return "SANDBOX";
    }

    @Override
    public String merchantId() {
        return merchantId;
    }

    @Override
    public Charge charge(ChargeWanted wanted) {
        ChargeTable.Charge charge = wallet.charge(merchantId, wanted.paymentId(), wanted.amountFen());
        return new Charge(charge.chargeId(), publicUrl + "/sandbox/charges/" + charge.chargeId() + "/pay");
    }

    @Override
    public Optional<ChargeState> query(String paymentId) {
        return wallet.find(merchantId, paymentId)
                .map(charge -> new ChargeState(
                        charge.chargeId(),
                        charge.merchantId(),
                        charge.currency(),
                        charge.paid(),
                        charge.paidFen(),
                        charge.paidAt()));
    }

    @Override
    public RefundAnswer refund(RefundWanted wanted) {
        return wallet.refund(wanted.refundId(), merchantId, wanted.paymentId(), wanted.amountFen())
                .<RefundAnswer>map(RefundAnswer.Made::new)
                .orElseGet(() -> new RefundAnswer.Refused("more than was paid"));
    }

    @Override
    public Notice read(Map<String, String> headers, byte[] body) {
        String timestamp = headers.getOrDefault(Signing.TIMESTAMP, "");
        String noticeId = headers.getOrDefault(Signing.NOTICE, "");
        String signature = headers.getOrDefault(Signing.SIGNATURE, "");
        if (timestamp.isEmpty() || noticeId.isEmpty() || signature.isEmpty()) {
            return new Notice.Refused("headers missing");
        }
        if (!keys.serial().equals(headers.get(Signing.SERIAL))) {
            return new Notice.Refused("serial unknown");
        }
        if (!fresh(timestamp)) {
            return new Notice.Refused("timestamp not fresh");
        }
        if (!Signing.verifies(keys.publicKey(), timestamp, noticeId, body, signature)) {
            return new Notice.Refused("signature wrong");
        }
        return parsed(noticeId, body);
    }

    private boolean fresh(String timestamp) {
        try {
            Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(signed, real.instant()).abs().compareTo(FRESH) <= 0;
        } catch (RuntimeException e) {
            // No number, or one that no date has.
            return false;
        }
    }

    private Notice parsed(String noticeId, byte[] body) {
        try {
            NoticeBody notice = mapper.readValue(body, NoticeBody.class);
            if (notice == null || !noticeId.equals(notice.noticeId())) {
                return new Notice.Refused("notice id differs");
            }
            return new Notice.Genuine(
                    noticeId,
                    notice.paymentId(),
                    new ChargeState(
                            notice.chargeId(),
                            notice.merchantId(),
                            notice.currency(),
                            "PAID".equals(notice.status()),
                            notice.paidFen(),
                            notice.paidAt()));
        } catch (IOException e) {
            return new Notice.Refused("body unreadable");
        }
    }
}
