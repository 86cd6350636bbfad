package org.cunlu.kernel.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Token buckets by address. Redis counts for all instances together; while it is away each instance counts for itself, so
 * that the limit still stands, and asks Redis again only after a pause.
 */
@Singleton
class Counters {
    private static final Logger LOG = LoggerFactory.getLogger(Counters.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** So many addresses are remembered by one instance; the one unseen for longest is forgotten first. */
    private static final int OWN_MAX = 10_000;

    private final BucketConfiguration limit;
    private final String prefix;
    private final Duration patience;
    private final RedisClient client;
    private final AtomicLong askAgainNanos = new AtomicLong(System.nanoTime());
    private final Map<String, Bucket> own = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > OWN_MAX;
        }
    };
    private volatile ProxyManager<byte[]> shared;

    Counters(
            LimitSettings settings,
            @Value("${cunlu.redis.uri:}") String uri,
            @Value("${cunlu.redis.prefix:cunlu}") String prefix) {
        this.limit = BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(settings.perMinute())
                        .refillGreedy(settings.perMinute(), Duration.ofMinutes(1))
                        .build())
                .build();
        this.prefix = prefix;
        this.patience = settings.patience();
        this.client = uri.isBlank() ? null : client(uri, settings.patience());
    }

    /** @return 0 when the address may go on, else how many seconds it has to wait, 1 or more */
    long secondsToWait(String address) {
        var probe = bucketProbe(address);
        return probe.isConsumed()
                ? 0
                : Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds());
    }

    private io.github.bucket4j.ConsumptionProbe bucketProbe(String address) {
        if (client != null && System.nanoTime() - askAgainNanos.get() >= 0) {
            try {
                byte[] key = (prefix + ":limit:" + address).getBytes(StandardCharsets.UTF_8);
                return manager().getProxy(key, () -> limit).tryConsumeAndReturnRemaining(1);
            } catch (RuntimeException e) {
                // Whatever is wrong with Redis, the request goes on: the limit is then this instance's own.
                askAgainNanos.set(System.nanoTime() + PAUSE.toNanos());
                LOG.warn("Redis does not count, this instance counts for itself: {}", e.toString());
            }
        }
        synchronized (own) {
            return own.computeIfAbsent(address, unseen -> ownBucket()).tryConsumeAndReturnRemaining(1);
        }
    }

    private Bucket ownBucket() {
        var bucket = Bucket.builder();
        for (Bandwidth bandwidth : limit.getBandwidths()) {
            bucket.addLimit(bandwidth);
        }
        return bucket.build();
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
        } catch (RedisException e) {
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
