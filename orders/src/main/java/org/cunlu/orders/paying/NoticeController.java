package org.cunlu.orders.paying;

import io.micronaut.context.annotation.Value;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.ClientAddress;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.MoneyTickets;
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

    private static final int NUMBER_MAX = 45;
    /** So many refusals of one address are put on the trail. */
    private static final Rate REFUSALS = new Rate("payments.refused", 60, Duration.ofHours(1));

    private final Gateways gateways;
    private final MoneyTickets tickets;
    private final String countyCode;
    private final Capturing capturing;
    private final Trail trail;
    private final Transactions transactions;
    private final Limits limits;
    private final ClientAddress addresses;

    NoticeController(
            Gateways gateways,
            Capturing capturing,
            MoneyTickets tickets,
            Trail trail,
            Transactions transactions,
            Limits limits,
            ClientAddress addresses,
            @Value("${cunlu.county.code}") String countyCode) {
        this.tickets = tickets;
        this.countyCode = countyCode;
        this.gateways = gateways;
        this.capturing = capturing;
        this.trail = trail;
        this.transactions = transactions;
        this.limits = limits;
        this.addresses = addresses;
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
        PaymentGateway known = gateways.find(gateway)
                // Nobody tells of balances, nor of cash.
                .filter(found ->
                        !found.code().equals(FromBalance.CODE) && !found.code().equals(FromKeeper.CODE))
                .orElseThrow(ProblemException::notFound);
        String from = addresses.of(request);
        if (body.length > BODY_MAX) {
            return refused(from, known, "body too large");
        }
        return switch (known.read(lowerCase(request.getHeaders()), body)) {
            case PaymentGateway.Notice.Refused(String reason) -> refused(from, known, reason);
            case PaymentGateway.Notice.Other() -> answer(known, true);
            case PaymentGateway.Notice.Genuine(String noticeId, String paymentId, PaymentGateway.ChargeState charge) ->
                told(from, known, noticeId, paymentId, charge);
        };
    }

    private HttpResponse<byte[]> told(
            String from, PaymentGateway gateway, String noticeId, String paymentId, PaymentGateway.ChargeState charge) {
        if (!charge.paid()) {
            return answer(gateway, true);
        }
        return switch (capturing.paid(gateway, noticeId, paymentId, charge)) {
            case SETTLED, REPEATED -> answer(gateway, true);
            case UNKNOWN -> notOurs(from, gateway, charge, "payment unknown");
            case FOREIGN -> notOurs(from, gateway, charge, "merchant, currency or charge is not ours");
        };
    }

    /** Genuine: the gateway has money that it takes for ours. */
    private HttpResponse<byte[]> notOurs(
            String from, PaymentGateway gateway, PaymentGateway.ChargeState charge, String reason) {
        String number = charge.chargeId().replaceAll("[^A-Za-z0-9_-]", "?");
        transactions.run(() -> {
            tickets.open(new MoneyTickets.Wanted(
                    countyCode,
                    MoneyTickets.Kind.NOTICE_UNKNOWN,
                    gateway.code() + ":" + number.substring(0, Math.min(number.length(), NUMBER_MAX)),
                    Math.max(0, charge.paidFen()),
                    reason));
        });
        return refused(from, gateway, reason);
    }

    /** A row in the trail, so that somebody sees when somebody tries; so many only that nobody fills it from outside. */
    private HttpResponse<byte[]> refused(String from, PaymentGateway gateway, String reason) {
        if (limits.secondsToWait(Map.of(REFUSALS, from)) > 0) {
            return answer(gateway, false);
        }
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
