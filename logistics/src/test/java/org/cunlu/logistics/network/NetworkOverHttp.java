package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.cunlu.accounts.Accounts;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.NetworkImport;

/** What tests of the network over HTTP share: people who sign in, files, and the audit. */
abstract class NetworkOverHttp {
    static final String PASSWORD = "shu-shan-you-lu-9";

    @Inject
    NetworkImport imports;

    @Inject
    Accounts accounts;

    @Inject
    List<Invariant> invariants;

    @Inject
    DataSource dataSource;

    @Inject
    DataSourceResolver resolver;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    @Client("/")
    HttpClient http;

    record Answer(int status, Map<String, Object> body) {
        Answer is(int expected, String code) {
            assertThat(status).as("%s", body).isEqualTo(expected);
            assertThat(body.get("code")).isEqualTo(code);
            return this;
        }

        Answer ok() {
            assertThat(status).as("%s", body).isEqualTo(200);
            return this;
        }

        int version() {
            return ((Number) body.get("version")).intValue();
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> map(String name) {
            return (Map<String, Object>) body.get(name);
        }
    }

    void load(String csv) {
        var report = imports.network(new StringReader(csv), false, "tester");
        assertThat(report.faults()).isEmpty();
    }

    void audited() throws SQLException {
        try (Connection connection = resolver.resolve(dataSource).getConnection()) {
            for (Invariant each : invariants) {
                if (each.name().contains("node")) {
                    assertThat(each.check(connection).violations())
                            .as(each.name())
                            .isZero();
                }
            }
        }
    }

    long trail(String act, String subject) {
        return transactions.read(() -> sql.one(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE act = ? AND subject = ?",
                        row -> row.number("n"),
                        act,
                        subject)
                .orElseThrow());
    }

    String person(String phone, Grant grant) {
        String id = accounts.byPhone(phone).orElseGet(() -> accounts.register(phone, PASSWORD, "测试员"));
        if (grant != null) {
            accounts.grant(id, grant, "tester");
        }
        var request = HttpRequest.POST("/api/auth/sign-in", Map.of("phone", phone, "password", PASSWORD));
        return (String) http.toBlocking()
                .retrieve(request, Argument.mapOf(String.class, Object.class))
                .get("accessToken");
    }

    Answer send(MutableHttpRequest<?> request, String token) {
        Argument<Map<String, Object>> type = Argument.mapOf(String.class, Object.class);
        try {
            if (token != null) {
                request.bearerAuth(token);
            }
            HttpResponse<Map<String, Object>> answer = http.toBlocking().exchange(request, type, type);
            return new Answer(answer.code(), answer.body());
        } catch (HttpClientResponseException e) {
            return new Answer(e.code(), e.getResponse().getBody(type).orElseGet(Map::of));
        }
    }
}
