package org.cunlu.kernel.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
            sql.change("INSERT INTO tst_row (id, n) VALUES (1, 0), (2, 0)");
        });
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
