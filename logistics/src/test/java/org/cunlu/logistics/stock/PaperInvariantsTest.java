package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Each invariant of the warehouse's papers is seen to catch what it speaks of. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaperInvariantsTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String VILLAGE = StandInNetwork.VILLAGE11;

    @Inject
    EmbeddedServer server;

    @Inject
    StandInCatalog catalog;

    @Inject
    MovedClock clock;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    Audit audit;

    private String reversal;
    private String transfer;
    private String adjustment;
    private String count;
    private String purchase;
    private String request;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeAll
    void papers() {
        clock.set(Instant.now());
        transactions.run(() -> sql.change("DELETE FROM log_adjustment_day"));
        var door = WarehouseDoor.at(server);
        String worker = door.person(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, HUB)));
        String keeper = door.person(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE)));
        String operator = door.person(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB)));
        String sku = catalog.sku("I" + ids.next(), StorageClass.DRY, false);
        var receive = Map.of("deed", "RECEIVE", "node", HUB, "skuCode", sku, "pieces", 9);
        door.post("/api/station/stock/acts", receive, worker).is(201);
        String wrong =
                door.post("/api/station/stock/acts", receive, worker).is(201).text("actId");
        reversal = door.post("/api/station/stock/acts/" + wrong + "/reversal", Map.of("reason", "录错"), worker)
                .is(201)
                .text("actId");
        var lines = List.of(Map.of("skuCode", sku, "pieces", 2));
        transfer = door.post(
                        "/api/station/transfers",
                        Map.of("fromNode", HUB, "toNode", VILLAGE, "carriage", "OWN", "lines", lines),
                        worker)
                .is(201)
                .text("transferId");
        adjustment = door.post(
                        "/api/station/adjustments",
                        Map.of("node", HUB, "scrap", false, "reason", "短少", "lines", lines),
                        worker)
                .is(201)
                .text("adjustmentId");
        request = door.post("/api/station/requests", Map.of("node", VILLAGE, "skuCode", sku, "pieces", 3), keeper)
                .is(201)
                .text("requestId");
        var approved = List.of(Map.of("requestId", request, "approved", 3));
        purchase = door.post(
                        "/api/county/gatherings", Map.of("hub", HUB, "supplier", "SUP", "requests", approved), operator)
                .is(201)
                .text("purchaseId");
        var came = List.of(Map.of("lineNo", 1, "good", 2, "damaged", 1));
        door.post("/api/station/purchases/" + purchase + "/receipts", Map.of("lines", came), worker)
                .is(200);
        count = door.post("/api/station/counts", Map.of("node", HUB, "skuCodes", List.of(sku)), worker)
                .is(201)
                .text("countId");
        assertThat(audit.violations()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> catchesWhatIsPlanted() {
        String ofTransfer = " WHERE transfer_id = '" + transfer + "'";
        String ofAdjustment = " WHERE adjustment_id = '" + adjustment + "'";
        String ofPurchase = " WHERE purchase_id = '" + purchase + "'";
        String ofRequest = " WHERE request_id = '" + request + "'";
        String ofCount = " WHERE count_id = '" + count + "'";
        String transit = "in transit = shipped - received, by movements";
        String signed = "adjustments = what was proposed, signed by another";
        return Stream.of(
                planted(
                        "reversals = their act, the other way",
                        "UPDATE log_stock_movement SET bin_code = 'A' WHERE cause_id = '" + reversal + "'"),
                planted(transit, "UPDATE log_transfer_line SET received = 1" + ofTransfer),
                planted(transit, "UPDATE log_transfer_line SET shipped = 3" + ofTransfer),
                planted(transit, "UPDATE log_transfer SET state = 'DONE'" + ofTransfer),
                planted(signed, "UPDATE log_adjustment SET decided_by = proposed_by" + ofAdjustment),
                planted(signed, "UPDATE log_adjustment_line SET pieces = 3" + ofAdjustment),
                planted(signed, "UPDATE log_adjustment SET act_id = NULL" + ofAdjustment),
                planted("frozen levels = counts under way", "UPDATE log_count SET state = 'DONE'" + ofCount),
                planted(
                        "frozen levels = counts under way",
                        "UPDATE log_stock_level SET frozen_by = NULL WHERE frozen_by = '" + count + "'"),
                planted("received against orders = movements", "UPDATE log_purchase_line SET damaged = 0" + ofPurchase),
                planted("received against orders = movements", "UPDATE log_purchase_line SET excess = 1" + ofPurchase),
                planted("cross-docked = shipped to who asked", "UPDATE log_station_request SET sent = 1" + ofRequest),
                planted(
                        "cross-docked = shipped to who asked",
                        "UPDATE log_station_request SET decided_by = asked_by" + ofRequest));
    }

    private DynamicTest planted(String invariant, String change) {
        return DynamicTest.dynamicTest(invariant + ": " + change, () -> {
            Set<String> caught = new HashSet<>();
            try {
                transactions.run(() -> {
                    assertThat(sql.change(change)).isPositive();
                    caught.addAll(audit.violations().keySet());
                    throw new Undone();
                });
            } catch (Undone _) {
                assertThat(caught).contains(invariant);
            }
            assertThat(audit.violations()).isEmpty();
        });
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
