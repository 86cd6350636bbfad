package org.cunlu.kernel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class CountersTest {
    private static final int LIMIT = 20;

    @Test
    void twoInstancesCountOneAddressTogether() {
        String redis = TestServers.properties("limits", Server.CACHE).get("cunlu.redis.uri");
        var settings = new LimitSettings(LIMIT, Duration.ofSeconds(10));
        var oneLink = new RedisLink(settings, redis, "together");
        var otherLink = new RedisLink(settings, redis, "together");
        var one = new Counters(settings, oneLink);
        var other = new Counters(settings, otherLink);
        try {
            long let = IntStream.range(0, LIMIT + 10)
                    .filter(i -> (i % 2 == 0 ? one : other).secondsToWait("203.0.113.9") == 0)
                    .count();
            // One more trickles in every three seconds, should the machine be slow.
            assertThat(let).isBetween((long) LIMIT, LIMIT + 2L);
            assertThat(one.secondsToWait("203.0.113.9")).isPositive();
            assertThat(other.secondsToWait("203.0.113.10")).isZero();
        } finally {
            oneLink.close();
            otherLink.close();
        }
    }

    @Test
    void theLimitStandsWhenRedisIsAwayAndNobodyWaitsForIt() {
        // A port where nobody listens.
        var settings = new LimitSettings(LIMIT, Duration.ofMillis(150));
        var link = new RedisLink(settings, "redis://127.0.0.1:1", "away");
        var counters = new Counters(settings, link);
        try {
            counters.secondsToWait("203.0.113.1");
            long begun = System.nanoTime();
            long let = IntStream.range(0, LIMIT + 10)
                    .filter(i -> counters.secondsToWait("203.0.113.9") == 0)
                    .count();
            assertThat(let).isEqualTo(LIMIT);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        } finally {
            link.close();
        }
    }
}
