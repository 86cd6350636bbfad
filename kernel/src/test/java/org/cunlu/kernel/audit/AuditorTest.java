package org.cunlu.kernel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditorTest implements TestPropertyProvider {
    @Inject
    Auditor auditor;

    @Inject
    EmbeddedServer server;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("audit", Server.DATABASE));
        properties.put("spec", "audit");
        return properties;
    }

    @Factory
    @Requires(property = "spec", value = "audit")
    static class Invariants {
        /** Writes by another connection while the audit looks: the first row of an audit sees it no more than the last. */
        @Singleton
        Invariant moving(Transactions transactions, Sql sql) {
            return new Named("a: counts twice", snapshot -> {
                long before = count(snapshot);
                transactions.run(() -> sql.change("INSERT INTO ker_instance"
                        + " (instance_id, started_at, seen_at, clock_version)"
                        + " VALUES (LEFT(UUID(), 13), '2020-01-01', '2020-01-01', 0)"));
                long after = count(snapshot);
                return new Finding(1, before == after ? 0 : 1, List.of());
            });
        }

        @Singleton
        Invariant broken() {
            return new Named("b: broken", snapshot -> {
                throw new SQLException("no such table");
            });
        }

        @Singleton
        Invariant inSql() {
            return new SqlInvariant(
                    "c: in sql",
                    "SELECT COUNT(*) FROM ker_clock",
                    "SELECT CONCAT('clock ', id) FROM ker_clock WHERE ahead_millis < 0");
        }

        @Singleton
        Invariant writing() {
            return new Named("d: may not write", snapshot -> {
                try (var statement = snapshot.createStatement()) {
                    statement.execute("DELETE FROM ker_instance");
                    return new Finding(1, 1, List.of("an audit could write"));
                } catch (SQLException refused) {
                    return new Finding(1, 0, List.of());
                }
            });
        }
    }

    private interface Check {
        Finding check(Connection snapshot) throws SQLException;
    }

    private record Named(String name, Check check) implements Invariant {
        @Override
        public Finding check(Connection snapshot) throws SQLException {
            return check.check(snapshot);
        }
    }

    private static long count(Connection snapshot) throws SQLException {
        try (var statement = snapshot.createStatement();
                var result = statement.executeQuery("SELECT COUNT(*) FROM ker_instance")) {
            result.next();
            return result.getLong(1);
        }
    }

    @Test
    void looksAtOneSnapshotWritesNothingAndNamesWhatItCouldNotCheck() {
        Map<String, AuditRow> rows = new LinkedHashMap<>();
        auditor.run().forEach(row -> rows.put(row.name(), row));
        assertThat(rows).containsKeys("a: counts twice", "b: broken", "c: in sql", "d: may not write");
        assertThat(rows.get("a: counts twice").clean()).isTrue();
        assertThat(rows.get("b: broken").violations()).isEqualTo(1);
        assertThat(rows.get("c: in sql").checked()).isEqualTo(1);
        assertThat(rows.get("c: in sql").clean()).isTrue();
        assertThat(rows.get("d: may not write").clean()).isTrue();
    }

    @Test
    void aViolationIsCountedAndShown() {
        transactions.run(() -> {
            sql.change("UPDATE ker_clock SET ahead_millis = -1");
        });
        try {
            var row = auditor.run().stream()
                    .filter(found -> found.name().equals("c: in sql"))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.violations()).isEqualTo(1);
            assertThat(row.examples()).containsExactly("clock 1");
        } finally {
            transactions.run(() -> {
                sql.change("UPDATE ker_clock SET ahead_millis = 0");
            });
        }
    }

    @Test
    void anAuditLeavesItsConnectionFitForOthers() {
        for (int i = 0; i < 30; i++) {
            auditor.run();
        }
        transactions.run(() -> {
            sql.change("UPDATE ker_clock SET ahead_millis = ahead_millis");
        });
    }

    @Test
    void theOperatorReadsItOverHttp() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.getURL() + "/api/county/audit"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"clean\":false", "\"name\":\"b: broken\"", "\"violations\":1");
    }
}
