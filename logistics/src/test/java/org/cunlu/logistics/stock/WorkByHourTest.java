package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What each worker got done is told by the hour in which he did it, whatever it was and whenever it was sent. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkByHourTest implements TestPropertyProvider {
    private static final String TOWN = StandInNetwork.TOWN2;

    @Inject
    EmbeddedServer server;

    @Inject
    StandInCatalog catalog;

    @Inject
    MovedClock clock;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    private WarehouseDoor door;
    private String worker;
    private String account;
    private String boss;
    private String sku;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void people() {
        clock.set(Instant.now());
        door = WarehouseDoor.at(server);
        worker = door.person(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, TOWN)));
        account = sql.one("SELECT MAX(account_id) AS id FROM acc_account", row -> row.string("id"))
                .orElseThrow();
        boss = door.person(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, TOWN)));
        sku = catalog.sku("H" + ids.next(), StorageClass.DRY, false);
    }

    @Test
    void receivingPuttingAwayAndCountingAreWork() {
        act(Map.of("deed", "RECEIVE", "pieces", 5));
        String wrong = act(Map.of("deed", "RECEIVE", "pieces", 50));
        door.post("/api/station/stock/acts/" + wrong + "/reversal", Map.of("reason", "点错"), worker)
                .is(201);
        act(Map.of("deed", "PUT_AWAY", "toBin", "A-1", "pieces", 3));
        String count = door.post("/api/station/counts", Map.of("node", TOWN, "skuCodes", List.of(sku)), worker)
                .is(201)
                .text("countId");
        var lines = List.of(Map.of("lineNo", 1, "pieces", 2), Map.of("lineNo", 2, "pieces", 3));
        door.post("/api/station/counts/" + count + "/results", Map.of("lines", lines), worker)
                .is(200);
        // What was taken back is no work.
        assertThat(told(clock.instant())).contains("\"kind\":\"RECEIVE\",\"acts\":1,\"pieces\":5");
        assertThat(told(clock.instant()))
                .contains("\"kind\":\"PUT_AWAY\",\"acts\":1,\"pieces\":3")
                .contains("\"kind\":\"COUNT\",\"acts\":2,\"pieces\":5");
    }

    @Test
    void whatWasDoneWithoutANetworkCountsForTheHourInWhichItWasDone() {
        Instant hoursAgo = clock.instant().minus(Duration.ofHours(5));
        act(Map.of("deed", "RECEIVE", "pieces", 7, "occurredAt", hoursAgo.toString()));
        String hour = hoursAgo.truncatedTo(ChronoUnit.HOURS).toString();
        assertThat(told(hoursAgo)).contains("\"hour\":\"" + hour + "\",\"kind\":\"RECEIVE\"");
    }

    private String told(Instant at) {
        String day = CountyTime.date(at).toString();
        String mine = "\"worker\":\"" + account + "\"";
        return door.get("/api/dispatch/throughput?node=" + TOWN + "&from=" + day + "&to=" + day, boss)
                .is(200)
                .raw()
                .lines()
                .flatMap(all -> Stream.of(all.split("(?<=\\}),")))
                .filter(tally -> tally.contains(mine))
                .collect(Collectors.joining("\n"));
    }

    private String act(Map<String, Object> what) {
        var body = new HashMap<String, Object>(what);
        body.put("node", TOWN);
        body.put("skuCode", sku);
        return door.post("/api/station/stock/acts", body, worker).is(201).text("actId");
    }
}
