package org.cunlu.accounts.webhook;

import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.cunlu.accounts.webhook.DeliveryTable.Delivery;
import org.cunlu.accounts.webhook.WebhookTable.Target;
import org.cunlu.kernel.time.WallTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls an address with what it is told: no redirections, no cookies, no second try of its own, an end to everything. */
@Singleton
class Posting {
    private static final Logger LOG = LoggerFactory.getLogger(Posting.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int LINE_MAX = 8 * 1024;
    private static final int HEADERS_MAX = 100;

    private final CloseableHttpClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-ends").factory());
    private final Duration patience;
    private final WallTime time;

    /** @param status null when nothing was answered @param why null when something was */
    record Answer(@Nullable Integer status, @Nullable String why) {
        boolean accepted() {
            return status != null && status >= 200 && status < 300;
        }

        /** It says itself that it wants nothing any more. */
        boolean gone() {
            return status != null && status == 410;
        }
    }

    Posting(PublicPlaces places, WebhookSettings settings, WallTime time) {
        this.patience = settings.patience();
        this.time = time;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(places)
                // What answers without end must not fill our memory.
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LINE_MAX)
                                .setMaxHeaderCount(HEADERS_MAX)
                                .build())
                        .build())
                // Many shops may have their systems on one host; none is called but by its own webhook.
                .setMaxConnPerRoute(50)
                .setMaxConnTotal(50)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setSocketTimeout(Timeout.of(patience))
                        // A name may lead elsewhere tomorrow.
                        .setTimeToLive(Timeout.ofMinutes(1))
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(patience))
                        .setConnectionRequestTimeout(Timeout.of(patience))
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Cunlu-Webhooks")
                .build();
    }

    Answer post(Target target, Delivery delivery) {
        byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
        long seconds = time.now().getEpochSecond();
        var post = new HttpPost(target.webhook().url());
        post.setHeader("webhook-id", delivery.eventId());
        post.setHeader("webhook-timestamp", String.valueOf(seconds));
        post.setHeader("webhook-signature", Signing.signatures(target.secrets(), delivery.eventId(), seconds, body));
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        // Time-outs of a socket begin anew with each byte; this one bounds all of it.
        var end = clock.schedule(post::cancel, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response =
                    client.executeOpen(RoutingSupport.determineHost(post), post, HttpClientContext.create());
            int status = response.getCode();
            left(post, response);
            return new Answer(status, null);
        } catch (HttpException e) {
            return new Answer(null, "broken-answer");
        } catch (IOException e) {
            return new Answer(null, why(e, post.isCancelled()));
        } finally {
            end.cancel(false);
        }
    }

    /** What it says beside its status is nobody's business, however long: the connection is not used again. */
    private static void left(HttpPost post, ClassicHttpResponse response) {
        post.cancel();
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("an answer was left before its end: {}", e.toString());
        }
    }

    private static String why(IOException e, boolean ended) {
        return switch (e) {
            case PublicPlaces.NotPublic refused -> "not-public";
            case UnknownHostException unknown -> "unknown-host";
            case SSLException tls -> "tls";
            case SocketTimeoutException slow -> "too-slow";
            case ConnectException refused -> "no-connection";
            default -> ended ? "too-slow" : "broken-answer";
        };
    }

    @PreDestroy
    void close() throws IOException {
        clock.shutdownNow();
        client.close();
    }
}
