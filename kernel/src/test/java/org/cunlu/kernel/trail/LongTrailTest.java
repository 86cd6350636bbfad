package org.cunlu.kernel.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.caller.Door;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A trail of years. It takes minutes, so it runs only when asked for, and prints what docs/accounts.md states:
 * {@code ./mvnw test -pl kernel -am -Dtest=LongTrailTest -Dcunlu.trail.rows=1000000 -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("servers")
@EnabledIfSystemProperty(named = "cunlu.trail.rows", matches = "[1-9][0-9]*")
class LongTrailTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String DIGITS =
            "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL"
                    + " SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
    private static final int BLOCK = 100_000;
    private static final int PAGES = 20;
    private static final double AUDIT_SECONDS_MAX = 60;
    private static final long AUDIT_HEAP_MIB_MAX = 128;
    private static final long PAGE_MILLIS_MAX = 500;

    @Test
    void isAuditedAndReadInTime() throws Exception {
        long rows = Long.getLong("cunlu.trail.rows");
        var properties = new LinkedHashMap<String, Object>(TestServers.properties("long-trail", Server.DATABASE));
        properties.put("test.door", "open");
        properties.put("cunlu.schedulers.enabled", "false");
        try (var server = ApplicationContext.run(EmbeddedServer.class, properties)) {
            ApplicationContext app = server.getApplicationContext();
            say("%d rows written in %.1f s", rows, seconds(() -> write(app, rows)));
            say("sealed in %.1f s", seconds(() -> app.getBean(TrailSeals.class).sealAll()));
            audited(app, rows);
            read(server);
        }
    }

    private static void audited(ApplicationContext app, long rows) throws InterruptedException {
        var heap = new Heap();
        AuditRow row = app.getBean(Auditor.class).run().stream()
                .filter(found -> found.name().equals("trail unbroken"))
                .findFirst()
                .orElseThrow();
        long mib = heap.peakMib();
        say("audited in %.1f s, heap grew by %d MiB at most, garbage included", row.millis() / 1e3, mib);
        assertThat(row.checked()).isEqualTo(rows);
        assertThat(row.clean()).as("%s", row.examples()).isTrue();
        assertThat(row.millis() / 1e3).isLessThan(AUDIT_SECONDS_MAX);
        assertThat(mib).isLessThan(AUDIT_HEAP_MIB_MAX);
    }

    private static void read(EmbeddedServer server) throws Exception {
        page(server, "?limit=1"); // warm
        for (String filter : new String[] {
            "",
            "&actor=actor7",
            "&act=test.act3",
            "&act=test.rare",
            "&act=test.none",
            "&actor=actor7&act=test.rare",
            "&actor=actor7&act=test.act3",
            "&subject=subject77"
        }) {
            long worst = 0;
            int pages = 0;
            String cursor = "";
            do {
                long started = System.nanoTime();
                String body = page(server, "?limit=100" + filter + cursor);
                worst = Math.max(worst, (System.nanoTime() - started) / 1_000_000);
                int next = body.indexOf("\"next\":\"");
                cursor = next < 0 ? null : "&cursor=" + body.substring(next + 8, next + 21);
                pages++;
            } while (cursor != null && pages < PAGES);
            say("read %d pages of 100 with '%s', the slowest in %d ms", pages, filter, worst);
            assertThat(worst).as(filter).isLessThan(PAGE_MILLIS_MAX);
        }
    }

    private static String page(EmbeddedServer server, String query) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.getURL() + "/api/county/trail" + query))
                .header(Door.ROLE, "COUNTY_OPERATOR")
                .header(Door.SUBTREE, "500233");
        var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** 2,000 actors, 40 acts, one rare act, 200,000 subjects, one row in ten of another county. */
    private static void write(ApplicationContext app, long rows) {
        for (long from = 0; from < rows; from += BLOCK) {
            long first = from;
            app.getBean(Transactions.class)
                    .run(() -> app.getBean(Sql.class)
                            .change(
                                    "INSERT INTO ker_trail (trail_id, county_code, recorded_at, actor, act, subject, state_before,"
                                            + " state_after, written_at) SELECT LPAD(n, 13, '0'),"
                                            + " CASE WHEN n % 10 = 9 THEN '500234' ELSE '500233' END,"
                                            + " TIMESTAMPADD(SECOND, n, '2024-01-01'), CONCAT('actor', n % 2000),"
                                            + " CASE WHEN n % 50021 = 7 THEN 'test.rare' ELSE CONCAT('test.act', n % 40) END,"
                                            + " CONCAT('subject', n % 200000), 'PLACED', CONCAT('STATION_KEEPER NODE 500233112203 ', n),"
                                            + " TIMESTAMPADD(SECOND, n, '2024-01-01') FROM (SELECT " + first
                                            + " + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n FROM "
                                            + DIGITS + " a CROSS JOIN "
                                            + DIGITS + " b CROSS JOIN " + DIGITS + " c CROSS JOIN " + DIGITS
                                            + " e CROSS JOIN " + DIGITS
                                            + " f) numbers WHERE n < " + rows));
        }
    }

    private static double seconds(Runnable work) {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e9;
    }

    private static void say(String what, Object... facts) {
        System.out.printf("long trail: " + what + "%n", facts);
    }

    /** Looks every few milliseconds at what is used. */
    private static final class Heap {
        private final AtomicBoolean on = new AtomicBoolean(true);
        private final AtomicLong peak = new AtomicLong();
        private final Thread looking;
        private final long before;

        Heap() {
            System.gc();
            before = used();
            looking = Thread.ofPlatform().daemon().start(() -> {
                while (on.get()) {
                    peak.accumulateAndGet(used(), Math::max);
                    try {
                        Thread.sleep(5);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
        }

        long peakMib() throws InterruptedException {
            on.set(false);
            looking.join();
            return Math.max(0, peak.get() - before) >> 20;
        }

        private static long used() {
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }
}
