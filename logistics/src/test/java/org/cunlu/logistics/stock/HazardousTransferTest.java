package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is transferred together is hazardous goods or others. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HazardousTransferTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;

    @Inject
    EmbeddedServer server;

    @Inject
    StandInCatalog catalog;

    @Inject
    MovedClock clock;

    @Inject
    Ids ids;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @Test
    void pesticideIsNotTransferredTogetherWithFood() {
        clock.set(Instant.now());
        var door = WarehouseDoor.at(server);
        String worker = door.person(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, HUB)));
        String rice = catalog.sku("R" + ids.next(), StorageClass.DRY, false);
        String poison = catalog.sku("P" + ids.next(), StorageClass.HAZARDOUS, false);
        for (String sku : List.of(rice, poison)) {
            var receive = Map.of("deed", "RECEIVE", "node", HUB, "skuCode", sku, "pieces", 9);
            door.post("/api/station/stock/acts", receive, worker).is(201);
        }
        Map<String, Object> one = Map.of("skuCode", rice, "pieces", 2);
        Map<String, Object> other = Map.of("skuCode", poison, "pieces", 2);
        var refused = door.post("/api/station/transfers", shipment(List.of(one, other)), worker)
                .is(409);
        assertThat(refused.text("code")).isEqualTo("transfer-hazardous");
        assertThat(refused.raw()).contains(rice, poison);
        door.post("/api/station/transfers", shipment(List.of(one)), worker).is(201);
        door.post("/api/station/transfers", shipment(List.of(other)), worker).is(201);
    }

    private static Map<String, Object> shipment(List<Map<String, Object>> lines) {
        return Map.of("fromNode", HUB, "toNode", StandInNetwork.VILLAGE11, "lines", lines);
    }
}
