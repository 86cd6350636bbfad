package org.cunlu.kernel.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionsTest implements TestPropertyProvider {
    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("transactions", Server.DATABASE);
    }

    @BeforeAll
    void twoRows() {
        transactions.run(() -> {
            sql.change("CREATE TABLE tst_row (id INT NOT NULL, n INT NOT NULL, PRIMARY KEY (id))");
        });
        transactions.run(() -> {
            sql.change("CREATE TABLE tst_text (id INT NOT NULL, t VARCHAR(200) NOT NULL, b VARBINARY(300) NULL,"
                    + " at_time DATETIME(3) NULL, day DATE NULL, flag TINYINT(1) NOT NULL DEFAULT 0, PRIMARY KEY (id))"
                    + " CHARACTER SET utf8mb4");
        });
        transactions.run(() -> {
            sql.change("INSERT INTO tst_row (id, n) VALUES (1, 0), (2, 0)");
        });
    }

    @Test
    void changesThatWaitGoInOnePacketWithWhatIsReadBehindThem() {
        undisturbed(this::countedPackets);
    }

    /** The count is the whole process's, whose jobs look at the clock now and then: one of a few runs has it to itself. */
    private static void undisturbed(Runnable counted) {
        for (int left = 5; ; left--) {
            try {
                counted.run();
                return;
            } catch (AssertionError disturbed) {
                if (left == 1) {
                    throw disturbed;
                }
            }
        }
    }

    private void countedPackets() {
        transactions.run(() -> {
            long sent = sql.sent();
            sql.soon("DELETE FROM tst_text");
            sql.soonExactly(1, "INSERT INTO tst_text (id, t) VALUES (?, ?)", 1, "first");
            sql.insertManySoon(
                    "INSERT INTO tst_text (id, t)", List.of(new Object[] {2, "second"}, new Object[] {3, "third"}));
            assertThat(sql.sent() - sent).isZero();
            assertThat(sql.list("SELECT t FROM tst_text WHERE id > ? ORDER BY id", row -> row.string("t"), 1))
                    .containsExactly("second", "third");
            assertThat(sql.sent() - sent).isEqualTo(1);
            sql.soon("UPDATE tst_text SET t = 'none' WHERE id = ?", 3);
            assertThat(sql.changeWithAll("DELETE FROM tst_text WHERE t = 'none' OR id = ?", 1))
                    .isEqualTo(2);
            assertThat(sql.sent() - sent).isEqualTo(2);
            sql.soon("UPDATE tst_text SET t = 'last' WHERE id = 2");
        });
        assertThat(texts()).containsExactly("last");
    }

    /** More placeholders than a server prepares for one statement, 65,535. */
    @Test
    void aChangeTakesMoreRowsThanAServerPreparesPlaceholders() {
        int rows = 17_000;
        String text = "it's \\ \"quoted\"; -- 村路 ? \n\0";
        byte[] bytes = {0, 39, 92, -1};
        var day = LocalDate.of(2026, 11, 27);
        var many = IntStream.rangeClosed(1, rows)
                .mapToObj(id -> new Object[] {100_000 + id, text + id, bytes, day})
                .toList();
        transactions.run(() -> {
            sql.change("DELETE FROM tst_text");
            assertThat(sql.insertMany("INSERT INTO tst_text (id, t, b, day)", many))
                    .isEqualTo(rows);
            assertThat(sql.list(
                            "SELECT t, HEX(b) AS b, day FROM tst_text WHERE id = ?",
                            row -> row.string("t") + row.string("b") + row.date("day"),
                            100_000 + rows))
                    .containsExactly(text + rows + "00275CFF" + day);
            sql.change("DELETE FROM tst_text");
        });
    }

    @Test
    void whatIsWrittenInOnePacketIsWhatWasGiven() {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        String text = "it's \\ \"quoted\"; DROP TABLE tst_text; -- 村路 🚌 ? \n\r\0 %";
        Instant at = Instant.parse("2026-11-27T03:04:05.678Z");
        transactions.run(() -> {
            sql.soon("DELETE FROM tst_text");
            sql.soon(
                    "INSERT INTO tst_text (id, t, b, at_time, day, flag) VALUES (?, ?, ?, ?, ?, ?)",
                    7,
                    text,
                    bytes,
                    at,
                    LocalDate.of(2026, 11, 27),
                    true);
            sql.soon(
                    "INSERT INTO tst_text (id, t, b, at_time, day, flag) VALUES (?, ?, ?, ?, ?, ?)",
                    8,
                    "",
                    null,
                    null,
                    null,
                    false);
        });
        assertThat(transactions.run(() -> {
                    sql.soon("UPDATE tst_text SET t = t");
                    return sql.one(
                            "SELECT * FROM tst_text WHERE id = 7",
                            row -> List.of(
                                    row.string("t"),
                                    row.instant("at_time"),
                                    row.date("day"),
                                    row.flag("flag"),
                                    new Bytes(row.bytes("b"))));
                }))
                .contains(List.of(text, at, LocalDate.of(2026, 11, 27), true, new Bytes(bytes)));
        assertThat(sql.one(
                        "SELECT * FROM tst_text WHERE id = 8",
                        row -> row.instant("at_time") == null && !row.flag("flag")))
                .contains(true);
    }

    private record Bytes(byte[] all) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes(byte[] others) && Arrays.equals(all, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(all);
        }
    }

    @Test
    void aRefusedChangeThatWaitedUndoesAllThoughSomebodyCaughtIt() {
        transactions.run(() -> sql.change("DELETE FROM tst_text"));
        assertThatThrownBy(() -> transactions.run(() -> {
                    sql.soon("INSERT INTO tst_text (id, t) VALUES (1, 'one')");
                    sql.soon("INSERT INTO tst_text (id, t) VALUES (1, 'one again')");
                    assertThatThrownBy(() -> sql.list("SELECT 1 AS n", row -> row.number("n")))
                            .isInstanceOf(SqlFailure.class);
                }))
                .isInstanceOfSatisfying(
                        SqlFailure.class,
                        failure -> assertThat(failure.duplicate()).isTrue());
        assertThat(texts()).isEmpty();
        assertThatThrownBy(() -> transactions.run(() -> {
                    sql.soon("INSERT INTO tst_text (id, t) VALUES (2, 'two')");
                    sql.soonExactly(1, "UPDATE tst_text SET t = 'none' WHERE id = 99");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(texts()).isEmpty();
    }

    @Test
    void aChangeThatIsWaitedForMayBeRefusedAloneAndWhatWaitedStays() {
        transactions.run(() -> {
            sql.change("DELETE FROM tst_text");
            sql.soon("INSERT INTO tst_text (id, t) VALUES (1, 'one')");
            assertThatThrownBy(() -> sql.change("INSERT INTO tst_text (id, t) VALUES (1, 'again')"))
                    .isInstanceOf(SqlFailure.class);
        });
        assertThat(texts()).containsExactly("one");
    }

    @Test
    void aTransactionApartSendsItsOwnAndNotWhatTheOtherWaitsWith() {
        transactions.run(() -> sql.change("DELETE FROM tst_text"));
        assertThatThrownBy(() -> transactions.run(() -> {
                    sql.soon("INSERT INTO tst_text (id, t) VALUES (1, 'lost')");
                    transactions.runApart(() -> sql.soon("INSERT INTO tst_text (id, t) VALUES (2, 'kept')"));
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(texts()).containsExactly("kept");
    }

    private List<String> texts() {
        return sql.list("SELECT t FROM tst_text ORDER BY id", row -> row.string("t"));
    }

    @Test
    void neitherReadingNorWritingSwitchesAConnection() {
        var switched = new HashMap<Long, Set<Long>>();
        for (int i = 0; i < 20; i++) {
            transactions.run(() -> noted(switched, 0));
            transactions.read(() -> {
                noted(switched, 1);
                return null;
            });
        }
        assertThat(switched.values())
                .isNotEmpty()
                .allSatisfy(counts -> assertThat(counts).hasSize(1));
    }

    private void noted(Map<Long, Set<Long>> switched, int autoCommit) {
        long connection = sql.one("SELECT CONNECTION_ID() AS id, @@autocommit AS auto", row -> {
                    assertThat(row.integer("auto")).isEqualTo(autoCommit);
                    return row.number("id");
                })
                .orElseThrow();
        switched.computeIfAbsent(connection, _ -> new HashSet<>()).add(session("Com_set_option"));
    }

    @Test
    void statementsStayPreparedOnTheServer() {
        transactions.run(() -> {
            long prepared = session("Com_stmt_prepare");
            long executed = session("Com_stmt_execute");
            for (int i = 0; i < 20; i++) {
                sql.list("SELECT n FROM tst_row WHERE id = ?", row -> row.integer("n"), i);
            }
            assertThat(session("Com_stmt_execute") - executed).isGreaterThanOrEqualTo(20);
            assertThat(session("Com_stmt_prepare") - prepared).isLessThanOrEqualTo(2);
        });
    }

    @Test
    void readingTogetherTakesOneConnectionAndNoTransaction() {
        String where = "SELECT CONNECTION_ID() AS id, @@autocommit AS alone";
        transactions.read(() -> {
            long connection = sql.one(where, row -> row.number("id")).orElseThrow();
            assertThat(sql.one(where, row -> row.number("id"))).contains(connection);
            assertThat(sql.one(where, row -> row.flag("alone"))).contains(true);
            assertThatThrownBy(() -> sql.change("UPDATE tst_row SET n = n + 1"))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(transactions::require).isInstanceOf(IllegalStateException.class);
            return null;
        });
        transactions.run(() -> {
            assertThat(transactions.<Optional<Boolean>>read(() -> sql.one(where, row -> row.flag("alone"))))
                    .as("joins what is under way")
                    .contains(false);
        });
    }

    @Test
    void whatIsRunWhileReadingIsATransactionOfItsOwn() {
        long before = total();
        assertThatThrownBy(() -> transactions.read(() -> transactions.<Long>run(() -> {
                    sql.change("UPDATE tst_row SET n = n + 1");
                    throw new IllegalStateException("on purpose");
                })))
                .hasMessage("on purpose");
        assertThat(total()).isEqualTo(before);
        transactions.read(() -> transactions.run(() -> sql.change("UPDATE tst_row SET n = n + 0 WHERE id = 1")));
        assertThat(total()).isEqualTo(before);
    }

    @Test
    void columnsAreFoundInAnyOrderByAnyCaseAndTheFirstOfOneName() {
        sql.one("SELECT 1 AS a, 'x' AS b, 3 AS a, NULL AS c", row -> {
                    assertThat(row.string("c")).isNull();
                    assertThat(row.number("a")).isEqualTo(1);
                    assertThat(row.number("a")).isEqualTo(1);
                    assertThat(row.string("B")).isEqualTo("x");
                    assertThat(row.string("b")).isEqualTo("x");
                    assertThatThrownBy(() -> row.number("d")).isInstanceOf(SqlFailure.class);
                    return row;
                })
                .orElseThrow();
    }

    private long session(String counter) {
        return sql.one("SHOW SESSION STATUS LIKE '" + counter + "'", row -> row.number("Value"))
                .orElseThrow();
    }

    @Test
    void aForcedDeadlockIsRunAgainFromItsStartAndBothSucceed() throws Exception {
        long before = total();
        var attempts = new AtomicInteger();
        var bothHoldTheirFirst = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> upAndDown(1, 2, attempts, bothHoldTheirFirst));
            var two = threads.submit(() -> upAndDown(2, 1, attempts, bothHoldTheirFirst));
            one.get();
            two.get();
        }
        assertThat(attempts.get()).as("one of them was rolled back").isGreaterThan(2);
        assertThat(total()).isEqualTo(before + 4);
    }

    private Void upAndDown(int first, int second, AtomicInteger attempts, CyclicBarrier barrier) {
        var turn = new AtomicInteger();
        return transactions.run(() -> {
            attempts.incrementAndGet();
            sql.change("UPDATE tst_row SET n = n + 1 WHERE id = ?", first);
            if (turn.incrementAndGet() == 1) {
                meet(barrier);
            }
            sql.change("UPDATE tst_row SET n = n + 1 WHERE id = ?", second);
            return null;
        });
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatThrowsLeavesNothing() {
        long before = total();
        assertThatThrownBy(() -> transactions.run(() -> {
                    sql.change("UPDATE tst_row SET n = n + 1");
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(total()).isEqualTo(before);
    }

    /** Ten seconds for a lock are told as "come again"; to run it six times would keep a connection for a minute. */
    @Test
    void whoWaitedForALockInVainIsNotMadeToWaitAgain() {
        var runs = new AtomicInteger();
        assertThatThrownBy(() -> transactions.run(() -> {
                    sql.change("UPDATE tst_row SET n = n + 1 WHERE id = 1");
                    transactions.runApart(() -> {
                        runs.incrementAndGet();
                        sql.change("UPDATE tst_row SET n = n + 1 WHERE id = 1");
                    });
                }))
                .satisfies(thrown -> assertThat(SqlFailure.in(thrown))
                        .hasValueSatisfying(failure ->
                                assertThat(failure.transientConflict()).isTrue()));
        assertThat(runs).hasValue(1);
    }

    /** Whether it was kept nobody can say: who asks again by his key learns it, so he must be told to. */
    @Test
    void aCommitWhoseConnectionHasGoneSaysThatTheServerIsAway() {
        assertThatThrownBy(() -> transactions.run(() -> {
                    sql.change("UPDATE tst_row SET n = 77 WHERE id = 2");
                    long own = sql.one("SELECT CONNECTION_ID() AS id", row -> row.number("id"))
                            .orElseThrow();
                    transactions.runApart(() -> sql.change("KILL " + own));
                }))
                .satisfies(thrown -> assertThat(SqlFailure.in(thrown))
                        .hasValueSatisfying(
                                failure -> assertThat(failure.serverAway()).isTrue()));
        assertThat(sql.one("SELECT n FROM tst_row WHERE id = 2", row -> row.integer("n")))
                .hasValueSatisfying(n -> assertThat(n).isNotEqualTo(77));
    }

    @Test
    void aChangeOutsideATransactionIsRefusedAndAReadIsNot() {
        assertThatThrownBy(() -> sql.change("UPDATE tst_row SET n = 0")).isInstanceOf(IllegalStateException.class);
        assertThat(total()).isNotNegative();
    }

    @Test
    void aChangeToTheSameValueCountsAsAChangedRow() {
        int changed = transactions.run(() -> sql.change("UPDATE tst_row SET n = n WHERE id = 1"));
        assertThat(changed).isEqualTo(1);
    }

    @Test
    void aDuplicateKeyIsKnownAsOneAndTheTransactionGoesOn() {
        transactions.run(() -> {
            assertThatThrownBy(() -> sql.change("INSERT INTO tst_row (id, n) VALUES (1, 0)"))
                    .isInstanceOfSatisfying(
                            SqlFailure.class,
                            failure -> assertThat(failure.duplicate()).isTrue());
            sql.change("UPDATE tst_row SET n = n WHERE id = 2");
        });
    }

    @Test
    void connectionsAreSetUpAsTheSettingsSay() {
        transactions.run(() -> {
            var row = sql.one(
                            "SELECT @@session.time_zone AS zone, @@session.innodb_lock_wait_timeout AS wait_seconds,"
                                    + " @@session.sql_mode AS mode",
                            r -> Map.of(
                                    "zone",
                                    r.string("zone"),
                                    "wait",
                                    r.number("wait_seconds"),
                                    "mode",
                                    r.string("mode")))
                    .orElseThrow();
            assertThat(row.get("zone")).isIn("+00:00", "UTC");
            assertThat(row).containsEntry("wait", 10L);
            assertThat((String) row.get("mode")).contains("ONLY_FULL_GROUP_BY", "STRICT_TRANS_TABLES");
        });
    }

    private long total() {
        return sql.one("SELECT SUM(n) AS total FROM tst_row", row -> row.number("total"))
                .orElseThrow();
    }
}
