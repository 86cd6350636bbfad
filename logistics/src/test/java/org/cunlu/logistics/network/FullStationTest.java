package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Shelves have an end: what buyers are offered there, and what its dispatcher sees. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullStationTest extends NetworkOverHttp implements TestPropertyProvider {
    private static final String HOURS = ",1234567,08:00,18:00,,10";
    private static final Promise FULL = new Promise.Refused(Promise.Reason.STATION_FULL);

    @Inject
    Promises promises;

    private String dispatcher;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestServers.properties("fullstation", Server.DATABASE));
        properties.put("cunlu.consumers.enabled", "false");
        properties.put("cunlu.schedulers.enabled", "false");
        return properties;
    }

    @BeforeAll
    void build() {
        load("record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,cut_off,handling_minutes,"
                + "capacity_parcels,capacity_cm3,stars\n"
                + "node,H,Hub,HUB,,OPEN,30,108" + HOURS + ",,,\n"
                + "node,V,Station,VILLAGE,H,OPEN,30.1,108" + HOURS + ",2,1000,3\n"
                + "node,W,Other,VILLAGE,H,OPEN,30.1,108" + HOURS + ",,,\n");
        dispatcher = person("13800000031", new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, "H")));
    }

    @Test
    void aStationWhoseShelvesAreFullIsInNoNewPromiseUntilSomebodyCollects() {
        assertThat(listed("V")).containsEntry("full", false);
        parcel("P1", "V", "V", "READY");
        parcel("P2", "H", "V", "AT_NODE");
        parcel("P3", "H", "V", "HANDED_OVER");
        parcel("P4", "H", "W", "AT_NODE");
        soon("V", 1, true);
        assertThat(promises.promise("V", "V", new Load(1, 1), Instant.now()))
                .as("what is paid keeps its promise")
                .isInstanceOf(Promise.Kept.class);
        assertThat(listed("V"))
                .containsEntry("full", true)
                .containsEntry("filled", Map.of("parcels", 2, "volumeCm3", 400));
        assertThat(listed("V").get("node").toString()).contains("stars=3");
        assertThat(listed("W")).containsEntry("full", false).doesNotContainKey("filled");
        change("UPDATE log_parcel SET state = 'HANDED_OVER' WHERE barcode = 'P1'");
        soon("V", 800, false);
        assertThat(offered("V", 801)).as("cm³").isEqualTo(FULL);
        assertThat(listed("V")).containsEntry("full", false);
        // Refused, it lies there until its van takes it.
        change("UPDATE log_parcel SET state = 'REFUSED', going_back = 1 WHERE barcode = 'P1'");
        soon("V", 1, true);
        change("UPDATE log_parcel SET state = 'LOADED' WHERE barcode = 'P1'");
        soon("V", 1, false);
    }

    private Promise offered(String code, long cm3) {
        return promises.offered(code, code, new Load(1, cm3), Instant.now());
    }

    private void soon(String code, long cm3, boolean full) {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (offered(code, cm3).equals(FULL) != full && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertThat(offered(code, cm3).equals(FULL)).isEqualTo(full);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> listed(String code) {
        var all = send(HttpRequest.GET("/api/dispatch/nodes?under=" + code), dispatcher)
                .ok();
        return ((List<Map<String, Object>>) all.body().get("items")).getFirst();
    }

    private void parcel(String barcode, String holder, String to, String state) {
        change(
                "INSERT INTO log_parcel (barcode, county_code, order_id, from_node, to_node, state, holder_kind, holder,"
                        + " legs_done, weight_grams, volume_cm3, storage_class, cash_due_fen, recipient_id, booked_at,"
                        + " promised_at, moved_at, version) VALUES (?, '500233', ?, 'H', ?, ?, 'NODE', ?, 0, 1, 200, 'DRY', 0,"
                        + " 'R', CURRENT_TIMESTAMP(3), CURRENT_TIMESTAMP(3), CURRENT_TIMESTAMP(3), 1)",
                barcode,
                barcode,
                to,
                state,
                holder);
    }

    private void change(String statement, Object... values) {
        transactions.run(() -> sql.change(statement, values));
    }
}
