package org.cunlu.kernel.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sealed stays as it was, or the audit says so. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrailSealTest {
    private final Map<String, String> servers = TestServers.properties("trail", Server.DATABASE);
    private ApplicationContext app;

    @BeforeAll
    void start() {
        app = app(Map.of());
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @BeforeEach
    void tenSealedRows() {
        change("DELETE FROM ker_trail");
        change("DELETE FROM ker_trail_seal");
        change("UPDATE ker_trail_head SET seal_number = 0, seal = UNHEX(REPEAT('00', 32))");
        for (int i = 0; i < 10; i++) {
            record("row " + i);
        }
        seal();
        assertThat(audit().clean()).isTrue();
        assertThat(audit().checked()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE ker_trail SET actor = 'another' WHERE subject = 'row 3'",
                "UPDATE ker_trail SET act = 'test.other' WHERE subject = 'row 3'",
                "UPDATE ker_trail SET subject = 'row 33' WHERE subject = 'row 3'",
                "UPDATE ker_trail SET county_code = '1' WHERE subject = 'row 3'",
                "UPDATE ker_trail SET recorded_at = TIMESTAMPADD(SECOND, 1, recorded_at) WHERE subject = 'row 3'",
                "UPDATE ker_trail SET written_at = TIMESTAMPADD(SECOND, -1, written_at) WHERE subject = 'row 3'",
                "UPDATE ker_trail SET state_before = '' WHERE subject = 'row 3'",
                "UPDATE ker_trail SET state_after = NULL WHERE subject = 'row 3'",
                // Text moved from one column into its neighbour.
                "UPDATE ker_trail SET state_before = state_after, state_after = NULL WHERE subject = 'row 3'"
            })
    void findsAChangedRowAndBlamesThatOneAlone(String tampering) {
        assertThat(change(tampering)).isEqualTo(1);
        assertThat(audit().violations()).isEqualTo(1);
        assertThat(audit().examples()).singleElement().asString().contains("at seal 4 was changed");
    }

    @Test
    void findsADeletedRow() {
        change("DELETE FROM ker_trail WHERE subject = 'row 3'");
        assertThat(audit().examples()).singleElement().asString().contains("of seal 4 is missing");
    }

    @Test
    void findsADeletedSealInTheMiddleAndAtTheEnd() {
        change("DELETE FROM ker_trail_seal WHERE seal_number IN (4, 5)");
        assertThat(audit().violations()).isEqualTo(2);
        assertThat(audit().examples()).contains("seals 4 to 5 are missing");
        tenSealedRows();
        change("DELETE FROM ker_trail_seal WHERE seal_number = 10");
        assertThat(audit().examples()).contains("the chain ends at seal 9, its head says 10");
    }

    @Test
    void findsARowDeletedTogetherWithItsSealAlsoAtTheEnd() {
        change("DELETE FROM ker_trail WHERE subject IN ('row 3', 'row 9')");
        change("DELETE FROM ker_trail_seal WHERE seal_number IN (4, 10)");
        assertThat(audit().violations()).isEqualTo(2);
    }

    @Test
    void findsTwoSealsThatChangedPlacesAndTwoRowsThatDid() {
        change("UPDATE ker_trail_seal SET seal_number = 99 WHERE seal_number = 4");
        change("UPDATE ker_trail_seal SET seal_number = 4 WHERE seal_number = 5");
        change("UPDATE ker_trail_seal SET seal_number = 5 WHERE seal_number = 99");
        assertThat(audit().clean()).isFalse();

        tenSealedRows();
        String third = rowOf(3);
        String fourth = rowOf(4);
        change("DELETE FROM ker_trail_seal WHERE seal_number = 3");
        change("UPDATE ker_trail_seal SET trail_id = '" + third + "' WHERE seal_number = 4");
        change("INSERT INTO ker_trail_seal (seal_number, trail_id, seal) SELECT 3, '" + fourth
                + "', seal FROM (SELECT seal FROM ker_trail_seal WHERE seal_number = 4) s");
        assertThat(audit().violations()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void findsARowThatPretendsToBeSealedAndOneThatWaitsForTooLong() {
        for (String waits : List.of("NULL", "1")) {
            change("INSERT INTO ker_trail (trail_id, county_code, recorded_at, actor, act, subject, written_at, waits)"
                    + " VALUES (LEFT(UUID(), 13), '1', UTC_TIMESTAMP(3), 'a', 'b.c', 'd',"
                    + " TIMESTAMPADD(SECOND, -31, CURRENT_TIMESTAMP(3)), " + waits + ")");
        }
        assertThat(audit().violations()).isEqualTo(2);
        seal();
        assertThat(audit().violations()).isEqualTo(1);
    }

    @Test
    void aFreshRowMayStillWaitAndASealedOneThatIsMarkedAgainHoldsNothingUp() {
        record("fresh");
        assertThat(audit().clean()).isTrue();
        change("UPDATE ker_trail SET waits = 1");
        seal();
        assertThat(audit().clean()).isTrue();
        assertThat(audit().checked()).isEqualTo(11);
    }

    @Test
    void whatIsCommittedLateIsSealedAfterWhatWasWrittenLater() throws Exception {
        var written = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<?> late =
                    threads.submit(() -> app.getBean(Transactions.class).run(() -> {
                        app.getBean(Trail.class).record("a", "test.act", "late", null, null);
                        written.countDown();
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }));
            written.await();
            record("early");
            seal();
            go.countDown();
            late.get();
        }
        seal();
        assertThat(subjects()).hasSize(12).endsWith("early", "late");
        assertThat(audit().clean()).isTrue();
    }

    @Test
    void anotherKeyRecomputesNothing() {
        try (var stranger = app(Map.of("cunlu.secrets.index-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="))) {
            assertThat(audit(stranger).violations()).isEqualTo(10);
        }
    }

    @Test
    void twoInstancesSealWhatFourWritersWriteEachRowOnce() throws Exception {
        try (var other = app(Map.of());
                var threads = Executors.newFixedThreadPool(6)) {
            var writing = new AtomicBoolean(true);
            var sealers = new ArrayList<Future<?>>();
            for (ApplicationContext one : List.of(app, other)) {
                sealers.add(threads.submit(() -> {
                    while (writing.get()) {
                        one.getBean(SealTable.class).sealSome(7);
                    }
                }));
            }
            var writers = new ArrayList<Future<?>>();
            for (int w = 0; w < 4; w++) {
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        record("many");
                    }
                }));
            }
            for (Future<?> one : writers) {
                one.get();
            }
            writing.set(false);
            for (Future<?> one : sealers) {
                one.get();
            }
        }
        seal();
        assertThat(audit().clean()).isTrue();
        assertThat(audit().checked()).isEqualTo(210);
        assertThat(subjects()).hasSize(210);
    }

    @Test
    void aLongChainIsWalkedPieceByPiece() {
        var rows = new ArrayList<Object[]>();
        for (int i = 0; i < 4500; i++) {
            rows.add(new Object[] {"%013d".formatted(i), "1", "2026-01-01 00:00:00", "a", "b.c", "long " + i});
        }
        app.getBean(Transactions.class)
                .run(() -> app.getBean(Sql.class)
                        .insertMany(
                                "INSERT INTO ker_trail (trail_id, county_code, recorded_at, actor, act, subject)",
                                rows));
        seal();
        assertThat(audit().clean()).isTrue();
        assertThat(audit().checked()).isEqualTo(4510);
        change("UPDATE ker_trail SET actor = 'x' WHERE subject = 'long 4400'");
        assertThat(audit().violations()).isEqualTo(1);
    }

    @Test
    void aRunningInstanceSealsByItself() {
        try (var running = app(Map.of("cunlu.schedulers.enabled", "true"))) {
            assertThat(running.isRunning()).isTrue();
            record("by itself");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> subjects().contains("by itself"));
        }
    }

    private void record(String subject) {
        app.getBean(Transactions.class)
                .run(() -> app.getBean(Trail.class).record("a", "test.act", subject, null, "状态 after"));
    }

    private void seal() {
        app.getBean(TrailSeals.class).sealAll();
    }

    private String rowOf(int number) {
        return app.getBean(Sql.class)
                .one("SELECT trail_id FROM ker_trail_seal WHERE seal_number = ?", row -> row.string("trail_id"), number)
                .orElseThrow();
    }

    private List<String> subjects() {
        return app.getBean(Sql.class)
                .list(
                        "SELECT t.subject FROM ker_trail_seal s JOIN ker_trail t ON t.trail_id = s.trail_id"
                                + " ORDER BY s.seal_number",
                        row -> row.string("subject"));
    }

    private AuditRow audit() {
        return audit(app);
    }

    private static AuditRow audit(ApplicationContext app) {
        return app.getBean(Auditor.class).run().stream()
                .filter(row -> row.name().equals("trail unbroken"))
                .findFirst()
                .orElseThrow();
    }

    private int change(String statement) {
        return app.getBean(Transactions.class).run(() -> app.getBean(Sql.class).change(statement));
    }

    private ApplicationContext app(Map<String, String> more) {
        var properties = new LinkedHashMap<String, Object>(servers);
        properties.put("cunlu.schedulers.enabled", "false");
        properties.put("cunlu.consumers.enabled", "false");
        properties.putAll(more);
        return ApplicationContext.run(properties);
    }
}
