package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.catalog.StorageClass;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promise.Kept;
import org.cunlu.logistics.Promises;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The demo county's own file on a real database, seen over HTTP and from a second instance. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkLoadingTest implements TestPropertyProvider {
    /** One that is still to come: what has left takes nothing. */
    private static final Instant MONDAY = CountyTime.instant(
            CountyTime.date(Instant.now()).with(TemporalAdjusters.next(DayOfWeek.MONDAY)), LocalTime.of(9, 0));

    private static final Path DEMO = Path.of("../app/src/main/resources/demo/network.csv");
    private static final String PASSWORD = "shu-shan-you-lu-9";

    private Map<String, String> properties;

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

    private ImportReport first;

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

    @Test
    void loadsTheDemoCountyAndRepeatingItChangesNothing() {
        assertThat(first.faults()).isEmpty();
        assertThat(first.applied()).isTrue();
        assertThat(first.created()).isEqualTo(first.rows());
        long version = maps.current().version();
        ImportReport again = imports.network(new StringReader(demo()), false, "tester");
        assertThat(again.faults()).isEmpty();
        assertThat(again.unchanged()).isEqualTo(again.rows());
        assertThat(again.applied()).isFalse();
        assertThat(maps.current().version()).isEqualTo(version);
        assertThat(maps.current().nodes()).hasSize(276);
        assertThat(maps.current().nodes().values())
                .filteredOn(node -> node.tier() == Node.Tier.VILLAGE && node.open())
                .hasSize(152);
        assertThat(network.villages("", 1_000)).hasSize(372);
        assertThat(network.gateway("500233")).map(Node::code).hasValue("500233-OUT");
        assertThat(network.within("500233112203", "500233112")).isTrue();
        assertThat(network.within("500233112203", "500233113")).isFalse();
    }

    @Test
    void writesTheAuditTrail() {
        long rows = transactions.read(() -> sql.one(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE act = 'logistics.import-network' AND actor = 'tester'",
                        row -> row.number("n"))
                .orElseThrow());
        assertThat(rows).isPositive();
    }

    @Test
    void allOrNothingUnlessTheGoodRowsAreKept() {
        String header = demo().lines().findFirst().orElseThrow();
        String good = demo().lines()
                .filter(row -> row.startsWith("node,500233112203,"))
                .findFirst()
                .orElseThrow();
        String renamed = good.replace("鹤林村", "鹤林新村");
        String file = header + "\n" + renamed + "\n"
                + good.replace("500233112203", "500233112299").replace(",500233112,", ",X,") + "\n";
        ImportReport refused = imports.network(new StringReader(file), false, "tester");
        assertThat(refused.applied()).isFalse();
        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(3);
            assertThat(fault.column()).isEqualTo("parent");
        });
        assertThat(network.node("500233112203").orElseThrow().name()).contains("鹤林村");
        ImportReport kept = imports.network(new StringReader(file), true, "tester");
        assertThat(kept.applied()).isTrue();
        assertThat(kept.updated()).isEqualTo(1);
        assertThat(kept.faults()).hasSize(1);
        assertThat(network.node("500233112203").orElseThrow().name()).contains("鹤林新村");
        imports.network(new StringReader(demo()), false, "tester");
        assertThat(network.node("500233112203").orElseThrow().name()).contains("鹤林村");
    }

    @Test
    void anotherInstanceSeesAnImportWithinTwoSeconds() {
        try (var other = ApplicationContext.run(Map.<String, Object>copyOf(properties))) {
            Network there = other.getBean(Network.class);
            String line = demo().lines()
                    .filter(row -> row.startsWith("node,500233112204,"))
                    .findFirst()
                    .orElseThrow();
            String file = demo().lines().findFirst().orElseThrow() + "\n" + line.replace("OPEN", "CLOSED") + "\n";
            assertThat(there.node("500233112204").orElseThrow().open()).isTrue();
            imports.network(new StringReader(file), false, "tester");
            assertThat(network.node("500233112204").orElseThrow().open())
                    .as("at once here")
                    .isFalse();
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(
                                    there.node("500233112204").orElseThrow().open())
                            .isFalse());
            assertThat(there.stationOf("500233112204").orElseThrow().code()).isNotEqualTo("500233112204");
        } finally {
            imports.network(new StringReader(demo()), false, "tester");
        }
    }

    @Test
    void everyVillageReachesEveryOtherWithinThreeDaysAndQuickly() {
        List<String> open = maps.current().nodes().values().stream()
                .filter(Node::open)
                .map(Node::code)
                .sorted()
                .toList();
        var load = new Load(5_000, 10_000);
        long worst = 0;
        long begun = System.nanoTime();
        int asked = 0;
        for (String from : open) {
            for (int i = 0; i < open.size(); i += 7) {
                Promise promise = promises.promise(from, open.get(i), load, MONDAY);
                assertThat(promise).as(from + " to " + open.get(i)).isInstanceOf(Kept.class);
                if (!open.get(i).equals("500233-OUT")) {
                    worst = Math.max(
                            worst,
                            Duration.between(MONDAY, ((Kept) promise).availableAt())
                                    .toHours());
                }
                asked++;
            }
        }
        long micros = (System.nanoTime() - begun) / 1_000 / asked;
        System.out.println("promises asked " + asked + ", " + micros + " µs each, slowest way " + worst + " h");
        assertThat(worst).isLessThanOrEqualTo(72);
    }

    @Test
    void pesticidesReachEveryStationWithoutABus() {
        var load = new Load(5_000, 10_000, 1, StorageClass.HAZARDOUS);
        Map<String, Line.Mode> modes =
                maps.current().lines().stream().collect(Collectors.toMap(Line::code, Line::mode));
        for (Node node : maps.current().nodes().values()) {
            if (node.open() && node.tier() != Node.Tier.GATEWAY) {
                Promise promise = promises.promise("500233", node.code(), load, MONDAY);
                assertThat(promise)
                        .as(node.code())
                        .isInstanceOfSatisfying(
                                Kept.class,
                                kept -> assertThat(kept.legs())
                                        .extracting(leg -> modes.get(leg.lineCode()))
                                        .doesNotContain(Line.Mode.BUS));
            }
        }
    }

    @Test
    void whatPromisesCountIsKeptByTheDatabase() {
        List<String> rows = demo().lines().toList();
        String header = rows.getFirst() + ",sort_cut_off,holds,capacity_pieces,holidays\n";
        String node = rows.stream()
                .filter(row -> row.startsWith("node,500233112203,"))
                .findFirst()
                .orElseThrow();
        String bus = rows.stream()
                .filter(row -> row.startsWith("line,") && row.contains(",BUS,"))
                .findFirst()
                .orElseThrow();
        String code = bus.split(",")[1];
        String file = header + node + ",17:30,DRY CHILLED,,\n" + bus + ",,,12,2027-02-06 2027-02-20=1\n";
        assertThat(imports.network(new StringReader(file), false, "tester").updated())
                .isEqualTo(2);
        try {
            assertThat(maps.current().openings().get("500233112203").sortCutOff())
                    .isEqualTo("17:30");
            assertThat(maps.current().nodes().get("500233112203").holds())
                    .containsExactlyInAnyOrder(StorageClass.DRY, StorageClass.CHILLED);
            assertThat(line(code).pieces()).isEqualTo(12);
            assertThat(line(code).carries()).containsExactlyInAnyOrder(StorageClass.DRY, StorageClass.CHILLED);
            assertThat(line(code).holidays())
                    .containsExactly(
                            new Line.Holiday(LocalDate.of(2027, 2, 6), null),
                            new Line.Holiday(LocalDate.of(2027, 2, 20), DayOfWeek.MONDAY));
            assertThat(imports.network(new StringReader(file), false, "tester").applied())
                    .as("the same again")
                    .isFalse();
        } finally {
            imports.network(new StringReader(demo()), false, "tester");
        }
        assertThat(line(code).holidays()).isEmpty();
        assertThat(line(code).pieces()).isNull();
        assertThat(maps.current().nodes().get("500233112203").holds()).hasSize(StorageClass.values().length);
    }

    private Line line(String code) {
        return maps.current().lines().stream()
                .filter(line -> line.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theNetworksInvariantsHold() {
        assertThat(auditor.run())
                .allSatisfy(row -> assertThat(row.examples()).as(row.name()).isEmpty())
                .extracting(AuditRow::name)
                .contains("nodes form a tree", "times of a line rise");
    }

    @Test
    void anybodyFindsHisVillage() {
        Map<?, ?> page = get("/api/shop/villages?q=%E9%A9%AC%E7%81%8C%20%E9%B9%A4%E6%9E%97", null);
        assertThat((List<?>) page.get("items")).singleElement().satisfies(village -> {
            assertThat(((Map<?, ?>) village).get("code")).isEqualTo("500233112203");
            assertThat(((Map<?, ?>) village).get("stationCode")).isEqualTo("500233112203");
        });
        assertThat((List<?>) get("/api/shop/villages?limit=5", null).get("items"))
                .hasSize(5);
        assertThat((List<?>) get("/api/shop/villages?q=nowhere", null).get("items"))
                .isEmpty();
    }

    @Test
    void dispatchersSeeTheirOwnSubtreeAndNoMore() {
        String token = person("13800000011", new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, "500233112")));
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            String url = "/api/dispatch/nodes?limit=6" + (cursor == null ? "" : "&cursor=" + cursor);
            Map<?, ?> page = get(url, token);
            ((List<?>) page.get("items"))
                    .forEach(item -> seen.add((String) ((Map<?, ?>) ((Map<?, ?>) item).get("node")).get("code")));
            cursor = (String) page.get("next");
        } while (cursor != null);
        assertThat(seen).hasSize(15).isSorted().doesNotHaveDuplicates().allMatch(code -> code.startsWith("500233112"));
        List<?> lines = (List<?>) get("/api/dispatch/lines?limit=100", token).get("items");
        assertThat(lines).anyMatch(line -> "C500233112-AM".equals(((Map<?, ?>) line).get("code")));
        assertThat(status("/api/dispatch/nodes?under=500233113", token)).isEqualTo(404);
        assertThat(status("/api/dispatch/nodes?under=NOWHERE", token)).isEqualTo(404);
        assertThat(status("/api/county/network", token)).isEqualTo(404);
        assertThat(status("/api/dispatch/nodes", null)).isEqualTo(401);
    }

    @Test
    void dispatchersAreToldWhatABuyerWouldBePromised() {
        String token = person("13800000013", new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, "500233112")));
        String asked = "/api/dispatch/promise?from=500233&to=500233112203&readyAt=" + MONDAY;
        Map<?, ?> answer = get(asked, token);
        assertThat(answer.get("refused")).isNull();
        assertThat((List<?>) answer.get("legs")).isNotEmpty();
        Map<?, ?> arrival = (Map<?, ?>) answer.get("arrival");
        assertThat(LocalDate.parse((String) arrival.get("date")))
                .isBetween(CountyTime.date(MONDAY), CountyTime.date(MONDAY).plusDays(6));
        assertThat((String) arrival.get("why")).matches("下一班\\S+ \\d\\d:\\d\\d · next \\S+ \\S+ \\d\\d:\\d\\d");
        assertThat(get(asked + "&weightGrams=90000000", token).get("refused")).isEqualTo("TOO_LARGE");
        assertThat(status(asked + "&weightGrams=0", token)).isEqualTo(400);
        assertThat(status(asked + "&storageClass=FROZEN", token)).isEqualTo(400);
        assertThat(status(asked.replace("500233112203", "500233113"), token))
                .as("neither end is his")
                .isEqualTo(404);
        assertThat(status(asked.replace("500233112203", "NOWHERE"), token)).isEqualTo(404);
        assertThat(status(asked, null)).isEqualTo(401);
    }

    @Test
    void theCountyOperatorSeesTheBuildOut() {
        String token = person("13800000012", new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, "500233")));
        Map<?, ?> buildOut = get("/api/county/network", token);
        assertThat((List<?>) buildOut.get("townships")).hasSize(29);
        assertThat(((Number) buildOut.get("target")).intValue()).isEqualTo(245);
        assertThat(((Number) buildOut.get("open")).intValue()).isEqualTo(152);
        assertThat(((Number) buildOut.get("planned")).intValue()).isEqualTo(93);
    }

    @Test
    void accountsAsksTheNetworkWhereANodeLies() {
        ScopeTree tree = trees.stream()
                .filter(each -> each instanceof NodeScopeTree)
                .findFirst()
                .orElseThrow();
        assertThat(tree.within(new Scope(Scope.Kind.NODE, "500233112203"), "500233112"))
                .isTrue();
        assertThat(tree.within(new Scope(Scope.Kind.NODE, "500233112203"), "500233"))
                .isTrue();
        assertThat(tree.within(new Scope(Scope.Kind.SUBTREE, "500233"), "500233112"))
                .isFalse();
        assertThat(tree.within(new Scope(Scope.Kind.NODE, "500233112999"), "500233112"))
                .isFalse();
    }

    private String person(String phone, Grant grant) {
        String id = accounts.byPhone(phone).orElseGet(() -> accounts.register(phone, PASSWORD, "测试员"));
        accounts.grant(id, grant, "tester");
        var request = HttpRequest.POST("/api/auth/sign-in", Map.of("phone", phone, "password", PASSWORD));
        return (String) http.toBlocking()
                .retrieve(request, Argument.mapOf(String.class, Object.class))
                .get("accessToken");
    }

    private Map<String, Object> get(String path, String token) {
        return http.toBlocking().retrieve(request(path, token), Argument.mapOf(String.class, Object.class));
    }

    private int status(String path, String token) {
        try {
            return http.toBlocking().exchange(request(path, token)).code();
        } catch (HttpClientResponseException e) {
            return e.code();
        }
    }

    private static HttpRequest<?> request(String path, String token) {
        var request = HttpRequest.GET(path);
        return token == null ? request : request.bearerAuth(token);
    }

    private static String demo() {
        try {
            return Files.readString(DEMO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
