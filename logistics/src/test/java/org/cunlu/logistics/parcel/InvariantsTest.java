package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.logistics.Differences;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Each invariant of stock and parcels is seen to catch what it speaks of. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvariantsTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    Audit audit;

    private Booked onTrip;
    private Booked ready;

    @Inject
    Differences differences;

    @Inject
    Network network;

    private String bag;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeAll
    void aParcelOnItsWayAndOneThatWaits() {
        work.at(6, 30);
        onTrip = work.book(VILLAGE11, TOWN1, VILLAGE12);
        bag = work.bag(VILLAGE11, TOWN1);
        work.does(PACK, VILLAGE11, onTrip.barcode(), null);
        work.does(BAG, VILLAGE11, onTrip.barcode(), bag);
        work.does(OUT, VILLAGE11, null, bag);
        work.transactions.run(() -> differences.open(new Differences.Claim(
                Differences.Kind.DAMAGED,
                null,
                bag,
                network.node(VILLAGE11).orElseThrow(),
                TOWN1,
                "KEEPER",
                work.now(),
                null)));
        ready = work.book(VILLAGE11);
        work.does(PACK, VILLAGE11, ready.barcode(), null);
        work.book(ready.sku(), 0, true, VILLAGE11);
        assertThat(audit.violations()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> catchesWhatIsPlanted() {
        String level = " WHERE sku_code = '" + ready.sku() + "'";
        String parcel = " WHERE barcode = '" + onTrip.barcode() + "'";
        return Stream.of(
                planted("stock levels = movements", "UPDATE log_stock_level SET on_hold = on_hold + 1" + level),
                planted("stock levels = movements", "DELETE FROM log_stock_level" + level),
                planted("stock never negative", "UPDATE log_stock_level SET floor_qty = on_hand" + level),
                planted(
                        "stock parts by owner and status = levels",
                        "INSERT INTO log_stock_lot (county_code, sku_code, node_code, lot_code, on_hand) VALUES ('500233', '"
                                + ready.sku() + "', '" + VILLAGE11 + "', 'LOT', 1)"),
                planted(
                        "stock parts by owner and status = levels",
                        "UPDATE log_stock_lot SET status = 'DAMAGED'" + level),
                planted("stock parts by owner = movements", "UPDATE log_stock_lot SET owner = 'SELLER:X'" + level),
                planted("stock parts by owner = movements", "UPDATE log_stock_lot SET bin_code = 'A1'" + level),
                planted("orders' holds = allocated", "UPDATE log_stock_level SET allocated = allocated - 1" + level),
                planted("orders' holds = allocated", "UPDATE log_reservation SET quantity = 1" + level),
                planted(
                        "parcel history = legal path, one holder",
                        "UPDATE log_parcel SET holder_kind = 'NODE'" + parcel),
                planted("parcel history = legal path, one holder", "DELETE FROM log_custody" + parcel + " AND seq = 2"),
                planted(
                        "parcel history = legal path, one holder",
                        "UPDATE log_custody SET from_holder = 'X'" + parcel + " AND seq = 3"),
                planted(
                        "parcel history = legal path, one holder",
                        "UPDATE log_custody SET what = 'IN'" + parcel + " AND seq = 2"),
                planted(
                        "parcel history = legal path, one holder",
                        "UPDATE log_custody SET state_from = NULL" + parcel + " AND seq = 3"),
                planted(
                        "bag contents = their bag's holder",
                        "UPDATE log_bag SET state = 'EMPTIED' WHERE sscc = '" + bag + "'"),
                planted(
                        "bag contents = their bag's holder",
                        "UPDATE log_parcel SET storage_class = 'HAZARDOUS'" + parcel),
                planted(
                        "bag contents = their bag's holder",
                        "UPDATE log_bag SET in_bag = sscc WHERE sscc = '" + bag + "'"),
                planted("bag contents = scans", "UPDATE log_scan SET sscc = NULL" + parcel + " AND kind = 'BAG'"),
                planted("bag contents = scans", "UPDATE log_parcel SET in_bag = NULL" + parcel),
                planted(
                        "open differences = owner and deadline",
                        "UPDATE log_difference SET owner_node = '' WHERE sscc = '" + bag + "'"),
                planted(
                        "open differences = owner and deadline",
                        "UPDATE log_difference SET due_at = opened_at WHERE sscc = '" + bag + "'"),
                planted(
                        "open differences = owner and deadline",
                        "UPDATE log_difference SET state = 'CLOSED' WHERE sscc = '" + bag + "'"),
                planted("open differences = owner and deadline", "UPDATE log_parcel SET state = 'LOST'" + parcel),
                planted(
                        "pickup codes = parcels that wait",
                        "DELETE FROM log_pickup WHERE barcode = '" + ready.barcode() + "'"),
                planted(
                        "pickup codes = parcels that wait",
                        "UPDATE log_pickup SET node_code = '500233102' WHERE barcode = '" + ready.barcode() + "'"),
                planted(
                        "pickup codes = parcels that wait",
                        "UPDATE log_pickup SET barcode = 'CN0' WHERE barcode = '" + ready.barcode() + "'"),
                planted(
                        "applied scans = history",
                        "UPDATE log_scan SET outcome = 'REFUSED'" + parcel + " AND kind = 'PACK'"),
                planted(
                        "loaded on departures = held there, <= capacity",
                        "DELETE FROM log_departure_hold WHERE holder = '" + onTrip.orderId() + "' AND seq = 1"),
                planted(
                        "loaded on departures = held there, <= capacity",
                        "UPDATE log_departure SET weight_grams = 0 WHERE held_grams > 0"),
                planted("applied scans = history", "UPDATE log_custody SET scan_key = NULL" + parcel),
                planted(
                        "packed parcels = picked stock",
                        "UPDATE log_reservation SET state = 'ALLOCATED' WHERE order_id = '" + onTrip.orderId() + "'"),
                planted("packed parcels = picked stock", "UPDATE log_parcel_line SET quantity = 3" + parcel));
    }

    private DynamicTest planted(String invariant, String sql) {
        return DynamicTest.dynamicTest(invariant + ": " + sql, () -> {
            Set<String> caught = new HashSet<>();
            try {
                work.transactions.run(() -> {
                    assertThat(work.sql.change(sql)).isPositive();
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
