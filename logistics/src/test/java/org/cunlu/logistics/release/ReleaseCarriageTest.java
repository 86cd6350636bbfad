package org.cunlu.logistics.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.release.ReserveCounty.AUTHORITY;
import static org.cunlu.logistics.release.ReserveCounty.FAR;
import static org.cunlu.logistics.release.ReserveCounty.HUB;
import static org.cunlu.logistics.release.ReserveCounty.NEAR;

import io.micronaut.context.ApplicationContext;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.DepartureRoom.Overflow;
import org.cunlu.logistics.DepartureRoom.Way;
import org.cunlu.logistics.GoodsUnits;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.release.Release.Place;
import org.cunlu.logistics.release.Release.PlaceState;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How releases ride on the lines of a county whose buses take 10 kg: in units, before others, and only where a line leads. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseCarriageTest {
    /** 6:30 in the county, before the bus of 9:00. */
    private static final Instant MORNING = Instant.parse("2026-11-22T22:30:00Z");

    private static final Instant BY_THE_FIRST_BUS = Instant.parse("2026-11-23T03:00:00Z");
    private static final Instant AFTERNOON = Instant.parse("2026-11-23T06:00:00Z");

    private ReserveCounty county;

    @BeforeAll
    void open() {
        Map<String, Object> properties = new HashMap<>(Room.properties());
        properties.putAll(TestServers.properties("releasecarriage", Server.DATABASE));
        properties.put("logistics.real-network", "true");
        county = new ReserveCounty(ApplicationContext.run(properties, "test"));
        county.bean(MovedClock.class).set(MORNING);
    }

    @AfterAll
    void close() {
        county.context().close();
    }

    @Test
    void whoHoldsTheRoomGivesWayAndIsToldWhyAndWhereNothingLeadsOnlyThatPlaceWaits() {
        network(bus("BUS-1", 9, NEAR) + bus("BUS-2", 14, NEAR));
        String bought = county.rice();
        county.sale(bought, bought + "-S", LocalDate.of(2027, 6, 1), 16);
        String order = county.order(bought, 16, 5);
        holds(order);
        String rice = county.rice();
        county.reserve(rice, "COUNTY", rice + "-A", LocalDate.of(2027, 1, 1), 20);
        // 10 pieces of half a kilogram for each of the two villages.
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, rice, 20, 10));
        county.bean(Approving.class).approve(AUTHORITY, id);

        assertThat(place(id, NEAR).state()).isEqualTo(PlaceState.SENT);
        assertThat(place(id, NEAR).promisedAt()).isBetween(BY_THE_FIRST_BUS, AFTERNOON);
        assertThat(place(id, FAR).state()).isEqualTo(PlaceState.WAITING);
        assertThat(place(id, FAR).hindrance()).isEqualTo("no-connection");
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.APPROVED);
        assertThat(county.level(rice)).as("the other half waits here").containsExactly(10L, 10L, 0L, 0L);
        assertThat(units(id, NEAR)).hasSize(1).allMatch(unit -> unit.weightGrams() == 5_000);
        sentAnotherWay(order);
        assertThat(county.violations()).isEmpty();

        network(bus("BUS-1", 9, NEAR) + bus("BUS-2", 14, NEAR) + bus("BUS-3", 15, FAR));
        county.bean(Watching.class).round();
        county.bean(Watching.class).round();
        assertThat(place(id, FAR).state()).isEqualTo(PlaceState.SENT);
        assertThat(place(id, FAR).hindrance()).isNull();
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.BOOKED);
        assertThat(units(id, FAR)).hasSize(1);
        assertThat(county.level(rice)).containsExactly(0L, 0L, 0L, 0L);
        assertThat(county.violations()).isEmpty();
    }

    /** The job does this every few seconds for all who are beyond what their departure takes. */
    private void sentAnotherWay(String order) {
        var room = county.bean(DepartureRoom.class);
        var rerouting = county.bean(Rerouting.class);
        assertThat(room.of(List.of(order)).get(order)).anyMatch(held -> held.overflow() == Overflow.SHRUNK);
        var full = new Rerouting.Cause(SlipReason.DEPARTURE_FULL, "full:BUS-1/2026-11-23", "system");
        assertThat(rerouting.rerouteOrder(order, full).toString()).contains("1");
        assertThat(room.of(List.of(order)).get(order))
                .allMatch(
                        held -> held.overflow() == null && held.leg().lineCode().equals("BUS-2"));
        String barcode = county.sql()
                .one("SELECT barcode FROM log_parcel WHERE order_id = ?", row -> row.string("barcode"), order)
                .orElseThrow();
        assertThat(rerouting.slips(List.of(barcode)).get(barcode))
                .singleElement()
                .matches(slip -> slip.reason() == SlipReason.DEPARTURE_FULL);
        assertThat(county.count("ker_outbox WHERE topic = 'logistics.parcel-slipped' AND subject = ?", barcode))
                .isEqualTo(1);
    }

    /** As placing it did: 8 kg on the bus of 9:00. */
    private void holds(String order) {
        var load = new Load(8_000, 12_800);
        var way = (Promise.Kept) county.bean(Promises.class).promise(HUB, NEAR, load, MORNING);
        assertThat(way.legs()).extracting(leg -> leg.lineCode()).containsOnly("BUS-1");
        var room = county.bean(DepartureRoom.class);
        room.prepare(way.legs());
        county.transactions()
                .run(() -> assertThat(room.hold(HUB, Map.of(order, new Way(way.legs(), load))))
                        .isTrue());
    }

    private Place place(String id, String node) {
        return county.bean(PlaceTable.class).places(id).stream()
                .filter(place -> place.nodeCode().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private List<GoodsUnits.Unit> units(String id, String node) {
        var transfers = county.bean(DrawTable.class).of(id, node).stream()
                .map(Release.Draw::transferId)
                .distinct()
                .toList();
        return county.bean(GoodsUnits.class).of(transfers).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private void network(String lines) {
        String town = StandInNetwork.TOWN1;
        String file = "record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,"
                + "handling_minutes,mode,capacity_kg,capacity_litres,capacity_pieces,line,seq,node,arrive,depart\n"
                + node(HUB, "HUB", "") + node(town, "TOWNSHIP", HUB) + node(NEAR, "VILLAGE", town)
                + node(FAR, "VILLAGE", town) + lines;
        var report = county.bean(NetworkImport.class).network(new StringReader(file), false, "tester");
        assertThat(report.faults()).isEmpty();
    }

    private static String node(String code, String tier, String parent) {
        return "node," + code + ",N" + code + "," + tier + "," + parent
                + ",OPEN,30.1,108,1234567,05:00,22:00,10,,,,,,,,,\n";
    }

    /** From the hub to a village in two hours, each day. */
    private static String bus(String code, int hour, String village) {
        return "line," + code + "," + code + ",,,,,,1234567,,,,BUS,10,100,,,,,,\n"
                + "stop,,,,,,,,,,,,,,,," + code + ",1," + HUB + ",%02d:00,\n".formatted(hour)
                + "stop,,,,,,,,,,,,,,,," + code + ",2," + village + ",%02d:00,\n".formatted(hour + 2);
    }
}
