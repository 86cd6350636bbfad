package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.Supply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Service areas, supply lines and the table of stations, over HTTP and by file. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupplyTest extends NetworkOverHttp implements TestPropertyProvider {
    private static final String HEADER = "record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,"
            + "handling_minutes,township,programme,supplier,node,valid_from,valid_to\n";
    private static final String HOURS = ",1234567,08:00,18:00,10,,,,,,\n";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    @Inject
    Network network;

    @Inject
    Supply supply;

    private String dispatcher;
    private String operator;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestServers.properties("supply", Server.DATABASE));
        properties.put("cunlu.consumers.enabled", "false");
        return properties;
    }

    @BeforeAll
    void load() {
        load(HEADER
                + "node,H,Hub,HUB,,OPEN,30,108" + HOURS
                + "node,O,Out,GATEWAY,H,OPEN,30,108" + HOURS
                + "node,T,Town,TOWNSHIP,H,OPEN,30.1,108" + HOURS
                + "node,U,Other,TOWNSHIP,H,OPEN,30.2,108" + HOURS
                + "node,A,Station A,VILLAGE,T,OPEN,30.3,108" + HOURS
                + "node,B,Station B,VILLAGE,T,OPEN,30.4,108" + HOURS
                + "node,C,Closed,VILLAGE,T,CLOSED,30.5,108" + HOURS
                + "node,X,Elsewhere,VILLAGE,U,OPEN,30.6,108" + HOURS
                + village("V1", "T") + village("V2", "T") + village("V3", "U"));
        dispatcher = person("13800000031", new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, "T")));
        operator = person("13800000032", new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, "H")));
    }

    private static String village(String code, String township) {
        return "village," + code + ",Village,,,,30.31,108,,,,," + township + ",,,,,\n";
    }

    @Test
    void aDispatcherSaysWhichStationServesAVillageOfHis() {
        assertThat(network.stationOf("V1").orElseThrow().code())
                .as("the nearest")
                .isEqualTo("A");
        Answer assigned = assign("V1", "B", null, dispatcher).ok();
        assertThat(assigned.body()).containsEntry("by", "ASSIGNED").containsEntry("station", "B");
        assertThat(network.stationOf("V1").orElseThrow().code()).isEqualTo("B");
        assign("V1", "B", null, dispatcher).ok();
        assertThat(trail("logistics.service-area", "V1"))
                .as("the second changed nothing")
                .isEqualTo(1);
        assign("V1", "A", null, dispatcher).is(409, "village-changed");
        assertThat(assign("V1", null, "B", dispatcher).ok().body()).containsEntry("by", "NEAREST");
        assertThat(network.stationOf("V1").orElseThrow().code()).isEqualTo("A");
    }

    @Test
    void areasOfOthersAndStationsThatServeNobodyAreRefused() {
        assign("V3", "A", null, dispatcher).is(404, "not-found");
        assign("V2", "X", null, dispatcher).is(404, "not-found");
        assign("NOWHERE", "A", null, dispatcher).is(404, "not-found");
        assign("V2", "C", null, dispatcher).is(409, "node-closed");
        assign("V2", "H", null, operator).is(400, "station-unknown");
        assertThat(trail("logistics.service-area.refused", "X")).isEqualTo(1);
        assertThat(network.stationOf("V2").orElseThrow().code()).isEqualTo("A");
        Answer list = send(HttpRequest.GET("/api/dispatch/villages?limit=1"), dispatcher)
                .ok();
        assertThat((List<?>) list.body().get("items")).hasSize(1);
        assertThat(list.body().get("next")).isEqualTo("V1");
        Answer rest = send(HttpRequest.GET("/api/dispatch/villages?cursor=V1"), dispatcher)
                .ok();
        assertThat((List<?>) rest.body().get("items")).hasSize(1);
    }

    @Test
    void supplyLinesHoldPerProgrammeAndDayForANodeAndAllBelowIt() throws SQLException {
        assertThat(supply.suppliers(Programme.FARM_INPUTS, "A", DAY))
                .as("nothing is said")
                .isEmpty();
        assertThat(supply.may(Programme.FARM_INPUTS, "X", "A", DAY)).isTrue();
        put("FARM_INPUTS", "H", "T", "2026-01-01", "2026-12-31", dispatcher).ok();
        put("FARM_INPUTS", "T", "B", "2026-01-01", null, dispatcher).ok();
        assertThat(supply.suppliers(Programme.FARM_INPUTS, "A", DAY)).hasValue(Set.of("H"));
        assertThat(supply.suppliers(Programme.FARM_INPUTS, "B", DAY)).hasValue(Set.of("T"));
        assertThat(supply.suppliers(Programme.FARM_INPUTS, "X", DAY)).isEmpty();
        assertThat(supply.suppliers(Programme.CONSUMER_GOODS, "T", DAY)).isEmpty();
        assertThat(supply.suppliers(Programme.FARM_INPUTS, "A", LocalDate.of(2026, 12, 31)))
                .isPresent();
        assertThat(supply.suppliers(Programme.FARM_INPUTS, "A", LocalDate.of(2027, 1, 1)))
                .isEmpty();
        assertThat(supply.may(Programme.FARM_INPUTS, "X", "A", DAY)).isFalse();
        assertThat(supply.may(Programme.FARM_INPUTS, "A", "A", DAY))
                .as("its own stock")
                .isTrue();
        put("FARM_INPUTS", "H", "T", "2026-01-01", "2026-06-30", dispatcher).ok();
        assertThat(supply.suppliers(Programme.FARM_INPUTS, "A", DAY))
                .as("ended")
                .isEmpty();
        Answer list = send(HttpRequest.GET("/api/dispatch/supply?under=T"), dispatcher)
                .ok();
        assertThat(((List<?>) list.body().get("items")).stream().map(line -> ((Map<?, ?>) line).get("programme")))
                .filteredOn("FARM_INPUTS"::equals)
                .hasSize(2);
        audited();
    }

    @Test
    void supplyLinesThatCannotBeAreRefused() {
        put("RESERVE", "A", "A", "2026-01-01", null, dispatcher).is(400, "supplies-itself");
        put("RESERVE", "A", "B", "2026-01-02", "2026-01-01", dispatcher).is(400, "ends-before-it-begins");
        put("RESERVE", "A", "C", "2026-01-01", null, dispatcher).is(400, "node-closed");
        put("RESERVE", "O", "A", "2026-01-01", null, operator).is(400, "gateway-supplies-nobody");
        put("RESERVE", "A", "X", "2026-01-01", null, dispatcher).is(404, "not-found");
        put("RESERVE", "X", "A", "2026-01-01", null, dispatcher).is(404, "not-found");
        put("RESERVE", "A", "B", "2026-01-01", "2026-06-30", dispatcher).ok();
        put("RESERVE", "B", "A", "2026-06-30", null, dispatcher).is(400, "supply-circle");
        put("RESERVE", "B", "A", "2026-07-01", null, dispatcher).ok();
        put("CONSUMER_GOODS", "B", "A", "2026-01-01", null, dispatcher).ok();
        assertThat(put("PETROL", "A", "B", "2026-01-01", null, dispatcher).status())
                .isEqualTo(400);
    }

    @Test
    void aFileBringsSupplyLines() {
        String good = "supply,,,,,,,,,,,,,CONSUMER_GOODS,H,U,2026-01-01,\n";
        ImportReport first = imports.network(new StringReader(HEADER + good), false, "tester");
        assertThat(first.faults()).isEmpty();
        assertThat(first.created()).isEqualTo(1);
        assertThat(imports.network(new StringReader(HEADER + good), false, "tester")
                        .unchanged())
                .isEqualTo(1);
        assertThat(supply.suppliers(Programme.CONSUMER_GOODS, "X", DAY)).hasValue(Set.of("H"));
        String bad = HEADER
                + "supply,,,,,,,,,,,,,CONSUMER_GOODS,NOWHERE,U,2026-01-01,\n"
                + "supply,,,,,,,,,,,,,CONSUMER_GOODS,U,H,2026-01-01,\n"
                + "supply,,,,,,,,,,,,,CONSUMER_GOODS,H,T,,\n";
        assertThat(imports.network(new StringReader(bad), false, "tester").faults())
                .extracting(RowFault::code)
                .containsExactly("node-unknown", "supply-circle", "blank");
    }

    @Test
    void theTableOfStationsIsTheOperatorsAlone() {
        Answer table = send(HttpRequest.GET("/api/county/network/build-out?from=2026&to=2027"), operator)
                .ok();
        assertThat((List<?>) table.body().get("rows")).hasSizeGreaterThanOrEqualTo(4);
        assertThat((List<?>) table.body().get("totals")).hasSize(2);
        assertThat(send(HttpRequest.GET("/api/county/network/build-out"), dispatcher)
                        .status())
                .isEqualTo(404);
        send(HttpRequest.GET("/api/county/network/build-out?from=2027&to=2026"), operator)
                .is(400, "years-invalid");
        send(HttpRequest.GET("/api/county/network/build-out?from=2000&to=2020"), operator)
                .is(400, "years-invalid");
        String csv = http.toBlocking()
                .retrieve(HttpRequest.GET("/api/county/network/build-out.csv?from=2026&to=2027")
                        .accept("text/csv")
                        .bearerAuth(operator));
        assertThat(csv)
                .startsWith("\uFEFFtownship,name,year,")
                .contains("T,Town,2026,")
                .contains("合计,2027,");
    }

    @Test
    void tenThousandRowsWithBrokenOnesAreToldRowByRowWithinSeconds() {
        var rows = new ArrayList<String>();
        for (int i = 0; i < 10_000; i++) {
            String row = "node,N" + i + ",Station " + i + ",VILLAGE,T,PLANNED,30.3,108" + HOURS;
            rows.add(
                    switch (i % 1_000) {
                        case 1 -> row.replace(",T,", ",N" + i + ",");
                        case 2 -> row.replace("VILLAGE,T", "HUB,");
                        case 3 -> row.replace("08:00", "19:00");
                        case 4 -> row.replace(",T,", ",NOWHERE,");
                        default -> row;
                    });
        }
        String file = HEADER + String.join("", rows);
        long begun = System.nanoTime();
        ImportReport refused = imports.network(new StringReader(file), false, "tester");
        long refusedMillis = (System.nanoTime() - begun) / 1_000_000;
        assertThat(refused.applied()).isFalse();
        assertThat(refused.faults()).hasSize(40);
        assertThat(refused.faults().stream().limit(4))
                .extracting(fault -> fault.line() + " " + fault.code())
                .containsExactly("3 parent-cycle", "4 second-root", "5 closes-before-opens", "6 parent-unknown");
        assertThat(network.node("N0")).isEmpty();
        begun = System.nanoTime();
        ImportReport kept = imports.network(new StringReader(file), true, "tester");
        long keptMillis = (System.nanoTime() - begun) / 1_000_000;
        System.out.println("10,000 rows: refused in " + refusedMillis + " ms, good ones kept in " + keptMillis + " ms");
        assertThat(kept.created()).isEqualTo(9_960);
        assertThat(network.node("N0")).isPresent();
        assertThat(network.node("N1")).isEmpty();
        assertThat(refusedMillis).isLessThan(10_000);
        assertThat(keptMillis).isLessThan(20_000);
    }

    private Answer assign(String village, String station, String was, String token) {
        var body = new HashMap<String, Object>();
        body.put("station", station);
        body.put("was", was);
        return send(HttpRequest.PUT("/api/dispatch/villages/" + village + "/station", body), token);
    }

    private Answer put(String programme, String supplier, String supplied, String from, String to, String token) {
        var body = new HashMap<String, Object>();
        body.put("programme", programme);
        body.put("supplier", supplier);
        body.put("supplied", supplied);
        body.put("validFrom", from);
        body.put("validTo", to);
        return send(HttpRequest.PUT("/api/dispatch/supply", body), token);
    }
}
