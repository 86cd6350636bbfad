package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.SimpleJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientOptions;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;

/** The way to Elasticsearch: a hurried one for people who wait, a patient one for keeping the index. */
@Singleton
@Requires(property = "cunlu.es.url")
class Elastic {
    private static final int CONNECTIONS_MAX = 40;
    private static final Duration PATIENT = Duration.ofSeconds(30);

    /** When the patience of the searcher who is being answered ends, by {@link System#nanoTime}. */
    private static final ScopedValue<Long> UNTIL = ScopedValue.newInstance();

    private final Rest5Client http;
    private final ElasticsearchClient patient;
    private final ElasticsearchAsyncClient hurried;
    private final Duration patience;

    Elastic(EsSettings settings) {
        patience = settings.patience();
        http = Rest5Client.builder(URI.create(settings.url()))
                .setConnectionConfigCallback(connection -> connection.setConnectTimeout(timeout(patience)))
                // Of its own it would ask again after a second: nobody who searches waits so long, and whoever writes
                // counts himself.
                .setHttpClientConfigCallback(client -> client.disableAutomaticRetries())
                // Its own ten would have searchers wait here while documents are written.
                .setConnectionManagerCallback(
                        pool -> pool.setMaxConnPerRoute(CONNECTIONS_MAX).setMaxConnTotal(CONNECTIONS_MAX))
                .build();
        var transport = new Rest5ClientTransport(http, new SimpleJsonpMapper());
        patient = new ElasticsearchClient(transport, waiting(PATIENT));
        hurried = new ElasticsearchAsyncClient(transport, waiting(patience));
    }

    /** A call of the patient client. */
    interface Call<T> {
        T to(ElasticsearchClient client) throws IOException;
    }

    /** @throws IndexAway whatever goes wrong */
    <T> T patiently(Call<T> call) {
        try {
            return call.to(patient);
        } catch (ElasticsearchException e) {
            throw new IndexAway("elasticsearch answers " + e.status(), e);
        } catch (IOException | RuntimeException e) {
            throw new IndexAway("elasticsearch is not reachable", e);
        }
    }

    /** However often the index is asked within this work, the searcher's patience is one. */
    <T> T inOnePatience(Supplier<T> work) {
        return ScopedValue.where(UNTIL, System.nanoTime() + patience.toNanos()).call(work::get);
    }

    /** @throws IndexAway whatever goes wrong, after the searcher's patience at the latest */
    <T> T hurriedly(Function<ElasticsearchAsyncClient, CompletableFuture<T>> call) {
        long left = UNTIL.isBound() ? UNTIL.get() - System.nanoTime() : patience.toNanos();
        if (left <= 0) {
            throw IndexAway.tooSlow(null);
        }
        CompletableFuture<T> answer = call.apply(hurried);
        try {
            return answer.get(left, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            // The client's own clock runs out at the same time as the searcher's.
            throw e.getCause() instanceof SocketTimeoutException
                    ? IndexAway.tooSlow(e.getCause())
                    : new IndexAway("elasticsearch refuses or is not reachable", e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw IndexAway.tooSlow(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexAway("interrupted", e);
        }
    }

    @PreDestroy
    void close() throws IOException {
        http.close();
    }

    private static Rest5ClientOptions waiting(Duration longest) {
        var request = RequestOptions.DEFAULT.toBuilder()
                .setRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(longest))
                        .setResponseTimeout(timeout(longest))
                        .build())
                .build();
        return new Rest5ClientOptions(request, false);
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }
}
