package org.cunlu.orders.paying;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
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

    /**
     * Answers yes only once the notice's effect is committed; anything else makes the gateway send it again. Whoever is
     * refused learns no reason.
     */
    @Post("/{gateway}")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
    HttpResponse<byte[]> notice(
            @PathVariable @Size(max = 16) String gateway,
            @Parameter(hidden = true) HttpRequest<?> request,
            @Body byte[] body) {
        PaymentGateway known = gateways.find(gateway).orElseThrow(ProblemException::notFound);
        if (body.length > BODY_MAX) {
            return refused(known, "body too large");
        }
        return switch (known.read(lowerCase(request.getHeaders()), body)) {
            case PaymentGateway.Notice.Refused(String reason) -> refused(known, reason);
            case PaymentGateway.Notice.Other() -> answer(known, true);
            case PaymentGateway.Notice.Genuine(String noticeId, String paymentId, PaymentGateway.ChargeState charge) ->
                told(known, noticeId, paymentId, charge);
        };
    }

    private HttpResponse<byte[]> told(
            PaymentGateway gateway, String noticeId, String paymentId, PaymentGateway.ChargeState charge) {
        if (!charge.paid()) {
            return answer(gateway, true);
        }
        return switch (capturing.paid(gateway, noticeId, paymentId, charge)) {
            case SETTLED, REPEATED -> answer(gateway, true);
            case UNKNOWN -> refused(gateway, "payment unknown");
            case FOREIGN -> refused(gateway, "merchant, currency or charge is not ours");
        };
    }

    /** One row in the trail for each, so that somebody sees when somebody tries. */
    private HttpResponse<byte[]> refused(PaymentGateway gateway, String reason) {
        LOG.warn("notice of {} refused: {}", gateway.code(), reason);
        transactions.run(() -> trail.record("outside", "payments.notice-refused", gateway.code(), null, reason));
        return answer(gateway, false);
    }

    private static HttpResponse<byte[]> answer(PaymentGateway gateway, boolean taken) {
        PaymentGateway.Reply reply = gateway.reply(taken);
        return HttpResponse.<byte[]>status(HttpStatus.valueOf(reply.status()))
                .contentType(reply.mediaType())
                .body(reply.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> lowerCase(HttpHeaders headers) {
        var byName = new HashMap<String, String>();
        headers.forEach((name, values) -> byName.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return byName;
    }
}
