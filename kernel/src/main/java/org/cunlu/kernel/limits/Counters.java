package org.cunlu.kernel.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets by address. Redis counts for all instances together; while it is away each instance counts for itself, so
 * that the limit still stands, and asks Redis again only after a pause.
 */
@Singleton
class Counters {
    /** So many addresses are remembered by one instance; the one unseen for longest is forgotten first. */
    private static final int OWN_MAX = 10_000;

    private final BucketConfiguration limit;
    private final RedisLink redis;
    private final Map<String, Bucket> own = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > OWN_MAX;
        }
    };

    Counters(LimitSettings settings, RedisLink redis) {
        this.limit = BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(settings.perMinute())
                        .refillGreedy(settings.perMinute(), Duration.ofMinutes(1))
                        .build())
                .build();
        this.redis = redis;
    }

    /** @return 0 when the address may go on, else how many seconds it has to wait, 1 or more */
    long secondsToWait(String address) {
        var probe = bucketProbe(address);
        return probe.isConsumed()
                ? 0
                : Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds());
    }

    private ConsumptionProbe bucketProbe(String address) {
        return redis.ask(manager ->
                        manager.getProxy(redis.key(address), () -> limit).tryConsumeAndReturnRemaining(1))
                .orElseGet(() -> {
                    synchronized (own) {
                        return own.computeIfAbsent(address, unseen -> ownBucket())
                                .tryConsumeAndReturnRemaining(1);
                    }
                });
    }

    private Bucket ownBucket() {
        var bucket = Bucket.builder();
        for (Bandwidth bandwidth : limit.getBandwidths()) {
            bucket.addLimit(bandwidth);
        }
        return bucket.build();
    }
}
