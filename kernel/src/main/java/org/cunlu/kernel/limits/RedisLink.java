package org.cunlu.kernel.limits;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one client of Redis. After a failure nobody asks again before a pause is over, so that nobody waits for it in vain. */
@Singleton
class RedisLink {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final String prefix;
    private final Duration patience;
    private final RedisClient client;
    private final AtomicLong askAgainNanos = new AtomicLong(System.nanoTime());
    private volatile ProxyManager<byte[]> shared;

    RedisLink(
            LimitSettings settings,
            @Value("${cunlu.redis.uri:}") String uri,
            @Value("${cunlu.redis.prefix:cunlu}") String prefix) {
        this.prefix = prefix;
        this.patience = settings.patience();
        this.client = uri.isBlank() ? null : client(uri, settings.patience());
    }

    /** @return what Redis answered; empty when there is none, when it fails, and for a while after it failed */
    <T> Optional<T> ask(Function<ProxyManager<byte[]>, T> question) {
        if (client == null || System.nanoTime() - askAgainNanos.get() < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.apply(manager()));
        } catch (RuntimeException e) {
            // Whatever is wrong with Redis, whoever asked has another way to count.
            askAgainNanos.set(System.nanoTime() + PAUSE.toNanos());
            LOG.warn("Redis does not count, it is asked again in {} s: {}", PAUSE.toSeconds(), e.toString());
            return Optional.empty();
        }
    }

    byte[] key(String name) {
        return (prefix + ":limit:" + name).getBytes(StandardCharsets.UTF_8);
    }

    private ProxyManager<byte[]> manager() {
        ProxyManager<byte[]> known = shared;
        if (known == null) {
            synchronized (this) {
                if (shared == null) {
                    shared = Bucket4jLettuce.casBasedBuilder(client)
                            .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                    Duration.ofSeconds(10)))
                            .requestTimeout(patience)
                            .build();
                }
                known = shared;
            }
        }
        return known;
    }

    private static RedisClient client(String uri, Duration patience) {
        try {
            var address = RedisURI.create(uri);
            address.setTimeout(patience);
            var client = RedisClient.create(address);
            client.setOptions(ClientOptions.builder()
                    .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                    .timeoutOptions(TimeoutOptions.enabled(patience))
                    .build());
            return client;
        } catch (RedisException | IllegalArgumentException e) {
            throw new IllegalArgumentException("cunlu.redis.uri is not an address of Redis", e);
        }
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.shutdown(Duration.ZERO, PAUSE);
        }
    }
}
