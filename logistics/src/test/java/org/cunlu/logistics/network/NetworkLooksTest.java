package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promise.Kept;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who sees what of the network, and what it promises. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkLooksTest extends LoadedCounty {
    private static final String PASSWORD = "shu-shan-you-lu-9";

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

    private int status(String path, String token) {
        try {
            return http.toBlocking().exchange(request(path, token)).code();
        } catch (HttpClientResponseException e) {
            return e.code();
        }
    }
}
