package org.cunlu.orders.paying;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.PaymentGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where gateways tell what became of payments. Nobody signs in here: the signature over the bytes received is the proof. */
@Controller("/api/hooks/payments")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class NoticeController {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeController.class);
    /** A notice is a few hundred bytes. */
    private static final int BODY_MAX = 16 * 1024;

    private final Gateways gateways;
    private final Capturing capturing;
    private final Trail trail;
    private final Transactions transactions;

    NoticeController(Gateways gateways, Capturing capturing, Trail trail, Transactions transactions) {
        this.gateways = gateways;
        this.capturing = capturing;
        this.trail = trail;
        this.transactions = transactions;
    }

    /** What a gateway wants to read. */
    @Serdeable
    record Received(String code) {}

    /** Answers 200 only once the notice's effect is committed; anything else makes the gateway send it again. */
    @Post("/{gateway}")
    @Consumes(MediaType.APPLICATION_JSON)
    Received notice(
            @PathVariable @Size(max = 16) String gateway,
            @Parameter(hidden = true) HttpRequest<?> request,
            @Body byte[] body) {
        PaymentGateway known = gateways.find(gateway).orElseThrow(ProblemException::notFound);
        if (body.length > BODY_MAX) {
            throw refused(known, "body too large");
        }
        return switch (known.read(lowerCase(request.getHeaders()), body)) {
            case PaymentGateway.Notice.Refused(String reason) -> throw refused(known, reason);
            case PaymentGateway.Notice.Genuine(String noticeId, String paymentId, PaymentGateway.ChargeState charge) ->
                told(known, noticeId, paymentId, charge);
        };
    }

    private Received told(
            PaymentGateway gateway, String noticeId, String paymentId, PaymentGateway.ChargeState charge) {
        if (!charge.paid()) {
            return new Received("IGNORED");
        }
        return switch (capturing.paid(gateway, noticeId, paymentId, charge)) {
            case SETTLED, REPEATED -> new Received("SUCCESS");
            case UNKNOWN -> throw refused(gateway, "payment unknown");
            case FOREIGN -> throw refused(gateway, "merchant, currency or charge is not ours");
        };
    }

    /** One row in the trail for each, so that somebody sees when somebody tries. */
    private ProblemException refused(PaymentGateway gateway, String reason) {
        LOG.warn("notice of {} refused: {}", gateway.code(), reason);
        transactions.run(() -> trail.record("outside", "payments.notice-refused", gateway.code(), null, reason));
        return ProblemException.of(400, "notice-refused", "通知未通过校验 · The notice was refused", null);
    }

    private static Map<String, String> lowerCase(HttpHeaders headers) {
        var byName = new HashMap<String, String>();
        headers.forEach((name, values) -> byName.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return byName;
    }
}
