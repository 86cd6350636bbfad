package org.cunlu.kernel.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Counts in Redis: quick, for all instances together, and lost with it. */
@Singleton
class RedisBuckets {
    private final RedisLink redis;

    RedisBuckets(RedisLink redis) {
        this.redis = redis;
    }

    /** @return 0 when each gave one, else seconds until it has one, and then none was taken; empty when Redis is away */
    Optional<Long> take(List<Take> takes) {
        return redis.ask(manager -> {
            var taken = new ArrayList<BucketProxy>();
            for (Take take : takes) {
                BucketProxy bucket = bucket(manager, take);
                var probe = bucket.tryConsumeAndReturnRemaining(1);
                if (!probe.isConsumed()) {
                    // Should Redis fail here, some have waited for nothing; nobody got more than is his.
                    taken.forEach(back -> back.addTokens(1));
                    return Take.seconds(Duration.ofNanos(probe.getNanosToWaitForRefill()));
                }
                taken.add(bucket);
            }
            return 0L;
        });
    }

    private BucketProxy bucket(ProxyManager<byte[]> manager, Take take) {
        Rate rate = take.rate();
        // With the rate's numbers, since Redis keeps a bucket as it was made: another configuration is another bucket.
        String name = "%s:%d:%d:%s"
                .formatted(
                        rate.name(),
                        rate.many(),
                        rate.per().toMillis(),
                        HexFormat.of().formatHex(take.bucket()));
        return manager.getProxy(
                redis.key(name),
                () -> BucketConfiguration.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(rate.many())
                                .refillGreedy(rate.many(), rate.per())
                                .build())
                        .build());
    }
}
