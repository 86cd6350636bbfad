package org.cunlu.logistics.network;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Promises;
import org.junit.jupiter.api.BeforeAll;

/** The demo county's network, loaded, with people who look at it over HTTP. */
abstract class LoadedCounty implements TestPropertyProvider {
    /** One that is still to come: what has left takes nothing. */
    static final Instant MONDAY = CountyTime.instant(
            CountyTime.date(Instant.now()).with(TemporalAdjusters.next(DayOfWeek.MONDAY)), LocalTime.of(9, 0));

    static final Path DEMO = Path.of("../app/src/main/resources/demo/network.csv");

    Map<String, String> properties;

    @Inject
    NetworkImport imports;

    @Inject
    Network network;

    @Inject
    NetworkMaps maps;

    @Inject
    Promises promises;

    @Inject
    Accounts accounts;

    @Inject
    List<ScopeTree> trees;

    @Inject
    Auditor auditor;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    @Client("/")
    HttpClient http;

    ImportReport first;

    @Override
    public Map<String, String> getProperties() {
        properties = new HashMap<>(TestServers.properties("network", Server.DATABASE));
        properties.put("cunlu.consumers.enabled", "false");
        return properties;
    }

    @BeforeAll
    void load() {
        first = imports.network(new StringReader(demo()), false, "tester");
    }

    Line line(String code) {
        return maps.current().lines().stream()
                .filter(line -> line.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    Map<String, Object> get(String path, String token) {
        return http.toBlocking().retrieve(request(path, token), Argument.mapOf(String.class, Object.class));
    }

    static HttpRequest<?> request(String path, String token) {
        var request = HttpRequest.GET(path);
        return token == null ? request : request.bearerAuth(token);
    }

    static String demo() {
        try {
            return Files.readString(DEMO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
