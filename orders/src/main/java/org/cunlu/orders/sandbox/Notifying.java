package org.cunlu.orders.sandbox;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.cunlu.kernel.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the merchant by HTTP of what was paid, signed, again and again until he answers 200. What is to be told stands in
 * the sandbox's table, so a restart goes on where it was.
 */
@Singleton
@Requires(condition = SandboxWanted.class)
class Notifying implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifying.class);
    private static final int BATCH = 50;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int DOUBLINGS_MAX = 16;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final ChargeTable charges;
    private final SandboxKeys keys;
    private final ObjectMapper mapper;
    private final Transactions transactions;
    private final BeanProvider<EmbeddedServer> server;
    private final String notifyUrl;
    private final HttpClient http =
            // Its own server speaks no HTTP/2 in the clear, and would be asked for it each time.
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();
    private final ExecutorService messengers = Executors.newVirtualThreadPerTaskExecutor();
    private final Clock real = Clock.systemUTC();

    Notifying(
            ChargeTable charges,
            SandboxKeys keys,
            ObjectMapper mapper,
            Transactions transactions,
            BeanProvider<EmbeddedServer> server,
            @Value("${cunlu.sandbox.notify-url:}") String notifyUrl) {
        this.charges = charges;
        this.keys = keys;
        this.mapper = mapper;
        this.transactions = transactions;
        this.server = server;
        this.notifyUrl = notifyUrl;
    }

    /** Soon, without making anybody wait. */
    void wake() {
        messengers.execute(this::tellDue);
    }

    void tellDue() {
        if (notifyUrl.isEmpty() && !server.get().isRunning()) {
            return;
        }
        // The next time is written before the attempt: whoever dies on the way is followed by another.
        List<ChargeTable.Charge> due = transactions.run(() -> {
            Instant now = real.instant();
            List<ChargeTable.Charge> claimed = charges.claimToNotify(now, BATCH);
            claimed.forEach(charge -> charges.notifyAgain(charge.chargeId(), now.plus(wait(charge.notified()))));
            return claimed;
        });
        due.forEach(charge -> messengers.execute(() -> tell(charge)));
    }

    private void tell(ChargeTable.Charge charge) {
        try {
            int status = http.send(request(charge), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status == 200) {
                transactions.run(() -> charges.notified(charge.chargeId()));
            } else {
                LOG.warn("merchant answered {} to the notice of charge {}", status, charge.chargeId());
            }
        } catch (IOException e) {
            LOG.warn("notice of charge {} did not arrive: {}", charge.chargeId(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(ChargeTable.Charge charge) throws IOException {
        byte[] body = mapper.writeValueAsBytes(new NoticeBody(
                charge.noticeId(),
                charge.merchantId(),
                charge.paymentId(),
                charge.chargeId(),
                "PAID",
                charge.currency(),
                charge.paidFen(),
                charge.paidAt()));
        String timestamp = Long.toString(real.instant().getEpochSecond());
        return HttpRequest.newBuilder(target())
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header(Signing.TIMESTAMP, timestamp)
                .header(Signing.NOTICE, charge.noticeId())
                .header(Signing.SERIAL, keys.serial())
                .header(Signing.SIGNATURE, Signing.sign(keys.privateKey(), timestamp, charge.noticeId(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /**
     * Where the merchant listens: this process itself unless another address is named. Not the public address, which may
     * be known to browsers only.
     */
    private URI target() {
        String base = notifyUrl;
        if (base.isEmpty()) {
            EmbeddedServer own = server.get();
            boolean anywhere = own.getHost().equals("0.0.0.0") || own.getHost().equals("localhost");
            base = own.getScheme() + "://" + (anywhere ? "127.0.0.1" : own.getHost()) + ":" + own.getPort();
        }
        return URI.create(base.replaceAll("(?<!/)/+$", "") + "/api/hooks/payments/sandbox");
    }

    private static Duration wait(int notified) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(notified, DOUBLINGS_MAX));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    @Override
    public void close() {
        messengers.shutdownNow();
        http.shutdownNow();
    }

    /** Repeats what did not arrive, in every instance; each takes what the others have not. */
    @Singleton
    @Requires(condition = SandboxWanted.class)
    @Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
    static class Job {
        private final Notifying notifying;

        Job(Notifying notifying) {
            this.notifying = notifying;
        }

        @Scheduled(fixedDelay = "1s", initialDelay = "2s")
        void run() {
            notifying.tellDue();
        }
    }
}
