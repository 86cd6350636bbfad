package org.cunlu.logistics.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.DepartureRoom.Way;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances on one database that find at the same moment that the same parcels must give way. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesTest implements TestPropertyProvider {
    @Inject
    Valley valley;

    @Inject
    Rerouting rerouting;

    @Inject
    DepartureRoom room;

    @Inject
    Promises promises;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("twoinstances");
    }

    @BeforeAll
    void build() {
        valley.build();
    }

    @AfterEach
    void allIsExplained() {
        assertThat(audit.violations()).isEmpty();
        valley.over();
    }

    @Test
    void whoHasNoRoomAnyMoreIsSentAnotherWayOnceThoughBothSendHim() throws Exception {
        valley.at(0, 7, 0);
        var parcels = new ArrayList<Valley.Parcel>();
        String sku = valley.sku("H", 60);
        for (int i = 0; i < 30; i++) {
            parcels.add(valley.book(sku, "H", "A1"));
        }
        hold(parcels);
        var cause = new Cause(SlipReason.DEPARTURE_FULL, "full:MORN/" + Valley.DAY, "system");
        valley.transactions.run(() -> valley.sql.change(
                "UPDATE log_departure SET closed = 1, said = 1, version = version + 1 WHERE line_code = 'MORN'"));
        var properties = new HashMap<String, Object>(Valley.properties("twoinstances"));
        try (ApplicationContext other = ApplicationContext.run(properties, "test")) {
            other.getBean(MovedClock.class).set(valley.now());
            for (Promises each : List.of(promises, other.getBean(Promises.class))) {
                await().untilAsserted(() -> assertThat(lines(each)).containsExactly("NOON"));
            }
            Rerouting there = other.getBean(Rerouting.class);
            Rivals.all(6, rival -> {
                parcels.forEach(parcel -> (rival % 2 == 0 ? rerouting : there).rerouteOrder(parcel.orderId(), cause));
                return null;
            });
        }
        for (Valley.Parcel parcel : parcels) {
            assertThat(valley.slips(parcel)).containsExactly("DEPARTURE_FULL 2026-11-23T14:10 system");
            assertThat(valley.told(parcel)).containsExactly("DEPARTURE_FULL");
            assertThat(valley.way(parcel)).containsExactly("H>NOON/23>A1");
        }
        assertThat(valley.counted("SELECT COUNT(*) AS n FROM log_departure_hold WHERE line_code = 'NOON'"))
                .isEqualTo(30);
        assertThat(valley.counted("SELECT COUNT(*) AS n FROM log_departure_hold WHERE line_code = 'MORN'"))
                .isZero();
    }

    /** As placing an order does. */
    private void hold(List<Valley.Parcel> parcels) {
        room.prepare(parcels.getFirst().promise().legs());
        var ways = parcels.stream()
                .collect(Collectors.toMap(
                        Valley.Parcel::orderId,
                        parcel -> new Way(parcel.promise().legs(), new Load(1_000, 1_000))));
        assertThat(valley.transactions.run(() -> room.hold(Valley.COUNTY, ways)))
                .isTrue();
    }

    private List<String> lines(Promises there) {
        var kept = (Promise.Kept) there.promise("H", "A1", new Load(1_000, 1_000), valley.now());
        return Valley.lines(kept.legs());
    }
}
