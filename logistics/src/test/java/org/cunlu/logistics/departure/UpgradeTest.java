package org.cunlu.logistics.departure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.cunlu.logistics.DepartureRoom.Held;
import org.cunlu.logistics.Leg;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The migration for parcels that were under way before room was held. */
@Tag("servers")
class UpgradeTest {
    @Test
    void parcelsThatAreUnderWayHoldRoomOnTheLegsThatTheyStillAreToTake() throws IOException {
        try (BusCounty county = BusCounty.open("roomupgrade").load()) {
            parcel(county, "ONE", "AT_NODE", 1);
            leg(county, "ONE", 1, county.leg("BUS-1", 0, 0, 1), county.now());
            leg(county, "ONE", 2, county.leg("VAN", 0, 0, 1), null);
            parcel(county, "TWO", "BOOKED", 0);
            leg(county, "TWO", 1, county.leg("BUS-2", 0, 0, 2), null);
            parcel(county, "OVER", "HANDED_OVER", 0);
            leg(county, "OVER", 1, county.leg("BUS-2", 0, 0, 2), null);
            migrate(county);
            assertThat(county.room().of(List.of("ONE")).get("ONE"))
                    .containsExactly(new Held(2, county.leg("VAN", 0, 0, 1), null));
            assertThat(county.room().of(List.of("TWO")).get("TWO"))
                    .containsExactly(new Held(1, county.leg("BUS-2", 0, 0, 2), null));
            assertThat(county.room().of(List.of("OVER"))).isEmpty();
            assertThat(county.held("BUS-2", 0, 1)).containsExactly(700L, 900L, 1L);
            assertThat(county.violations()).isEmpty();
        }
    }

    private static void migrate(BusCounty county) throws IOException {
        try (var file =
                UpgradeTest.class.getResourceAsStream("/db/migration/logistics/V11_1__departures_of_parcels.sql")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            for (String statement : text.split(";\\s*\n")) {
                county.change(statement);
            }
        }
    }

    private static void parcel(BusCounty county, String order, String state, int legsDone) {
        county.change(
                "INSERT INTO log_parcel (barcode, county_code, order_id, from_node, to_node, state, holder_kind, holder,"
                        + " legs_done, weight_grams, volume_cm3, storage_class, cash_due_fen, recipient_id, booked_at,"
                        + " promised_at, version, moved_at) VALUES (?, ?, ?, 'H', 'A', ?, 'NODE', 'H', ?, 700, 900, 'DRY', 0, 'R',"
                        + " ?, ?, 1, ?)",
                "B-" + order,
                BusCounty.COUNTY,
                order,
                state,
                legsDone,
                county.now(),
                county.now(),
                county.now());
    }

    private static void leg(BusCounty county, String order, int seq, Leg leg, Instant leftAt) {
        county.change(
                "INSERT INTO log_parcel_leg (barcode, county_code, seq, from_node, to_node, planned_line, planned_date,"
                        + " planned_departs_at, planned_arrives_at, line_code, service_date, departs_at, arrives_at, left_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                "B-" + order,
                BusCounty.COUNTY,
                seq,
                leg.fromNode(),
                leg.toNode(),
                leg.lineCode(),
                leg.serviceDate(),
                leg.departsAt(),
                leg.arrivesAt(),
                leg.lineCode(),
                leg.serviceDate(),
                leg.departsAt(),
                leg.arrivesAt(),
                leftAt);
    }
}
