package org.cunlu.kernel.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Strict limits on real servers: in Redis, in the database, in both, and with neither. */
@Tag("servers")
@Tag("any-engine")
class LimitsTest {
    private static final int RIVALS = 50;
    /** Refills so slowly that no token comes back during a test. */
    private static final Rate TEN = new Rate("test.ten", 10, Duration.ofDays(10));

    private static final Rate THREE = new Rate("test.three", 3, Duration.ofDays(10));

    @Test
    void fiftyRivalsAtABucketOfTenAreLetThroughTenTimesInRedisInTheDatabaseAndInBoth() throws Exception {
        try (var app = app(TestServers.properties("limits", Server.DATABASE, Server.CACHE), true)) {
            var redis = app.getBean(RedisBuckets.class);
            var database = app.getBean(LimitTable.class);
            var limits = app.getBean(Limits.class);
            for (int round = 0; round < 5; round++) {
                String subject = app.getBean(Ids.class).next();
                var takes = List.of(new Take(TEN, (subject + "...").getBytes()));
                assertThat(passed(() -> redis.take(takes).orElseThrow())).isEqualTo(10);
                assertThat(passed(() -> database.take(takes))).isEqualTo(10);
                assertThat(passed(() -> limits.secondsToWait(Map.of(TEN, subject))))
                        .isEqualTo(10);
            }
        }
    }

    @Test
    void twoInstancesCountTogetherWithRedisAndWithout() {
        for (boolean redis : new boolean[] {true, false}) {
            var properties = TestServers.properties("limits", Server.DATABASE, Server.CACHE);
            try (var one = app(properties, redis);
                    var other = app(properties, redis)) {
                var limits = List.of(one.getBean(Limits.class), other.getBean(Limits.class));
                assertThat(IntStream.range(0, 30)
                                .filter(i -> limits.get(i % 2).secondsToWait(Map.of(TEN, "138")) == 0)
                                .count())
                        .isEqualTo(10);
                assertThat(limits.getFirst().secondsToWait(Map.of(TEN, "139"))).isZero();
            }
        }
    }

    @Test
    void takesFromAllOrFromNoneAndNamesTheLongestWait() {
        for (boolean redis : new boolean[] {true, false}) {
            try (var app = app(TestServers.properties("limits", Server.DATABASE, Server.CACHE), redis)) {
                var limits = app.getBean(Limits.class);
                var both = Map.of(TEN, "a", THREE, "b");
                assertThat(LongStream.range(0, 5)
                                .map(i -> limits.secondsToWait(both))
                                .filter(wait -> wait == 0)
                                .count())
                        .isEqualTo(3);
                // The one that was full has given none for what the other refused.
                assertThat(LongStream.range(0, 20)
                                .map(i -> limits.secondsToWait(Map.of(TEN, "a")))
                                .filter(wait -> wait == 0)
                                .count())
                        .isEqualTo(7);
                long third = Duration.ofDays(10).toSeconds() / 3;
                assertThat(limits.secondsToWait(Map.of(THREE, "b"))).isBetween(third - 60, third + 1);
            }
        }
    }

    @Test
    void whatWasTakenComesBackEvenlyAndAFullBucketIsForgotten() throws Exception {
        var quick = new Rate("test.quick", 2, Duration.ofSeconds(2));
        for (boolean redis : new boolean[] {true, false}) {
            try (var app = app(TestServers.properties("limits", Server.DATABASE, Server.CACHE), redis)) {
                var limits = app.getBean(Limits.class);
                limits.secondsToWait(Map.of(quick, "a"));
                limits.secondsToWait(Map.of(quick, "a"));
                assertThat(limits.secondsToWait(Map.of(quick, "a"))).isEqualTo(1);
                Thread.sleep(1100);
                assertThat(limits.secondsToWait(Map.of(quick, "a"))).isZero();

                limits.secondsToWait(Map.of(TEN, "empty for long"));
                var sql = app.getBean(Sql.class);
                app.getBean(Transactions.class)
                        .run(() -> sql.change("UPDATE ker_limit SET full_at_micros = full_at_micros - 120000000"));
                app.getBean(LimitTable.class).sweep();
                assertThat(sql.list("SELECT bucket FROM ker_limit", row -> row.bytes("bucket")))
                        .hasSize(1);
            }
        }
    }

    @Test
    void withoutRedisTheDatabaseGoesOnCountingAndWithoutBothNobodyPasses() {
        try (var servers = TestServers.dedicated(Server.DATABASE, Server.CACHE);
                var app = app(TestServers.properties(servers), true)) {
            var limits = app.getBean(Limits.class);
            assertThat(passes(limits, 6)).isEqualTo(6);

            servers.kill(Server.CACHE);
            // Four were left, and four are left.
            assertThat(passes(limits, 20)).isEqualTo(4);

            servers.kill(Server.DATABASE);
            assertThatThrownBy(() -> limits.secondsToWait(Map.of(TEN, "138")))
                    .isInstanceOfSatisfying(ProblemException.class, refused -> {
                        assertThat(refused.status()).isEqualTo(503);
                        assertThat(refused.code()).isEqualTo("unavailable");
                        assertThat(refused.facts()).containsKey(ProblemException.RETRY_AFTER);
                    });
        }
    }

    @Test
    void aWipedRedisGivesNobodyASecondFullBucketAndPassesAloneWhileTheDatabaseIsAway() {
        try (var servers = TestServers.dedicated(Server.DATABASE, Server.CACHE);
                var app = app(TestServers.properties(servers), true)) {
            var limits = app.getBean(Limits.class);
            assertThat(passes(limits, 6)).isEqualTo(6);
            servers.wipe(Server.CACHE);
            assertThat(passes(limits, 20)).isEqualTo(4);
            assertThat(limits.secondsToWait(Map.of(THREE, "138"))).isZero();

            servers.kill(Server.DATABASE);
            // After its pause Redis is asked again, and its word counts.
            org.awaitility.Awaitility.await()
                    .ignoreExceptions()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> limits.secondsToWait(Map.of(THREE, "139")) == 0);
        }
    }

    @Test
    void isNotAskedInATransaction() {
        try (var app = app(TestServers.properties("limits", Server.DATABASE), false)) {
            var limits = app.getBean(Limits.class);
            assertThat(limits.secondsToWait(Map.of())).isZero();
            assertThatThrownBy(
                            () -> app.getBean(Transactions.class).run(() -> limits.secondsToWait(Map.of(TEN, "138"))))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void neitherRedisNorTheDatabaseLearnsWhoIsCounted() {
        try (var app = app(TestServers.properties("limits", Server.DATABASE), false)) {
            app.getBean(Limits.class).secondsToWait(Map.of(TEN, "13800000000"));
            assertThat(app.getBean(Sql.class).list("SELECT bucket FROM ker_limit", row -> row.bytes("bucket")))
                    .singleElement()
                    .isEqualTo(app.getBean(org.cunlu.kernel.privacy.BlindIndex.class)
                            .of("limit.test.ten", "13800000000"));
        }
    }

    private static long passes(Limits limits, int tries) {
        return IntStream.range(0, tries)
                .filter(i -> limits.secondsToWait(Map.of(TEN, "138")) == 0)
                .count();
    }

    private static long passed(Callable<Long> attempt) throws Exception {
        var start = new CyclicBarrier(RIVALS);
        try (var threads = Executors.newFixedThreadPool(RIVALS)) {
            var running = IntStream.range(0, RIVALS)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return attempt.call();
                    }))
                    .toList();
            long passed = 0;
            for (Future<Long> one : running) {
                passed += one.get() == 0 ? 1 : 0;
            }
            return passed;
        }
    }

    private static ApplicationContext app(Map<String, String> servers, boolean redis) {
        var properties = new LinkedHashMap<String, Object>(servers);
        properties.put("cunlu.schedulers.enabled", "false");
        properties.put("cunlu.consumers.enabled", "false");
        // A loaded machine is slow, and that is not what is tried here.
        properties.put("cunlu.limits.patience", "5s");
        if (!redis) {
            properties.put("cunlu.redis.uri", "");
        }
        return ApplicationContext.run(properties);
    }
}
