package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.UNBAG;
import static org.cunlu.logistics.standin.StandInNetwork.COUNTY;
import static org.cunlu.logistics.standin.StandInNetwork.GATEWAY;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Flows;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Shipments.Step;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parcels on their whole way, up, down and across, by the timetable. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParcelWayTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    Flows flows;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @AfterEach
    void historyIsLegal() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void goesUpFromTheVillageAndOutOfTheCounty() {
        work.at(6, 0);
        Booked booked = work.book(VILLAGE11, TOWN1, HUB, GATEWAY);
        Booked other = work.book(VILLAGE11, TOWN1, HUB, GATEWAY);
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("AT_NODE");
        assertThat(work.does(PACK, VILLAGE11, other.barcode(), null)).isEqualTo("AT_NODE");
        String first = work.bag(VILLAGE11, TOWN1);
        assertThat(work.does(BAG, VILLAGE11, booked.barcode(), first)).isEqualTo("AT_NODE");
        assertThat(work.does(BAG, VILLAGE11, other.barcode(), first)).isEqualTo("AT_NODE");
        assertThat(work.does(OUT, VILLAGE11, null, first)).isEqualTo("ON_TRIP");
        work.at(7, 40);
        assertThat(work.does(IN, TOWN1, null, first)).isEqualTo("ARRIVED");
        assertThat(work.does(UNBAG, TOWN1, booked.barcode(), first)).isEqualTo("AT_NODE");
        assertThat(work.does(UNBAG, TOWN1, other.barcode(), null)).isEqualTo("AT_NODE");
        ride(booked, TOWN1, HUB, 9, 10);
        ride(booked, HUB, GATEWAY, 17, 18);
        assertThat(work.answer(work.toCarrier(booked.barcode(), "中国邮政", "EMS123456789CN")))
                .isEqualTo("WITH_CARRIER");

        var tracking = work.shipments.track(List.of(booked.orderId())).get(booked.orderId());
        assertThat(tracking.state()).isEqualTo(ParcelState.WITH_CARRIER);
        assertThat(tracking.carrier()).isEqualTo("中国邮政");
        assertThat(tracking.waybill()).isEqualTo("EMS123456789CN");
        assertThat(tracking.steps())
                .extracting(Step::what)
                .containsExactly("BOOK", "PACK", "BAG", "OUT", "IN", "UNBAG", "OUT", "IN", "OUT", "IN", "HAND_OVER");
        assertThat(tracking.steps())
                .extracting(Step::holder)
                .containsSubsequence(
                        VILLAGE11, "V11-T1/2026-11-23", TOWN1, "T1-HUB/2026-11-23", HUB, "HUB-OUT/2026-11-23", GATEWAY);
        assertThat(work.told(booked)).containsExactly("AT_NODE", "WITH_CARRIER");
    }

    @Test
    void goesDownToTheVillageAndIsCollectedWithCash() {
        work.at(11, 0);
        Booked booked = work.book(StorageClass.DRY, 1290, HUB, TOWN1, VILLAGE11);
        work.does(PACK, HUB, booked.barcode(), null);
        work.at(11, 30);
        ride(booked, HUB, TOWN1, 12, 13);
        assertThat(work.shipments.pickupCode(booked.orderId())).isEmpty();
        work.at(14, 30);
        ride(booked, TOWN1, VILLAGE11, 15, 16);
        assertThat(work.state(booked)).isEqualTo("READY");
        String code = work.code(booked);
        assertThat(code).matches("\\d{8}");
        var done = work.desk.pickUp(Work.keeper(VILLAGE11), work.ids.next(), VILLAGE11, code, 1290L);
        assertThat(done.barcode()).isEqualTo(booked.barcode());
        assertThat(done.state()).isEqualTo(ParcelState.HANDED_OVER);
        assertThat(work.shipments.pickupCode(booked.orderId())).isEmpty();
        assertThat(work.told(booked)).containsExactly("AT_NODE", "READY", "HANDED_OVER");
    }

    @Test
    void waitsForTheNextDepartureWhenItsTripHasGoneAndKeepsTheReason() {
        work.at(6, 0);
        Booked late = work.book(VILLAGE11, TOWN1, VILLAGE12);
        work.does(PACK, VILLAGE11, late.barcode(), null);
        work.at(7, 1);
        var before = work.kept(late);
        assertThat(work.does(OUT, VILLAGE11, late.barcode(), null)).isEqualTo("departure-missed");
        assertThat(work.kept(late)).isEqualTo(before);
        work.at(1, 5, 59);
        assertThat(work.does(OUT, VILLAGE11, late.barcode(), null)).isEqualTo("departure-missed");
        work.at(1, 6, 0);
        assertThat(work.does(OUT, VILLAGE11, late.barcode(), null)).isEqualTo("ON_TRIP");
        assertThat(work.sql.list(
                        "SELECT changed_because, planned_date, service_date FROM log_parcel_leg WHERE barcode = ?"
                                + " ORDER BY seq",
                        row -> row.string("changed_because") + " " + row.date("planned_date") + " "
                                + row.date("service_date"),
                        late.barcode()))
                .containsExactly("MISSED_DEPARTURE 2026-11-23 2026-11-24", "null 2026-11-23 2026-11-23");
        work.at(1, 8, 0);
        work.does(IN, TOWN1, late.barcode(), null);
        work.at(1, 14, 59);
        assertThat(work.does(OUT, TOWN1, late.barcode(), null)).isEqualTo("ON_TRIP");
        work.at(1, 15, 30);
        assertThat(work.does(IN, VILLAGE12, late.barcode(), null)).isEqualTo("READY");
    }

    @Test
    void leavesWithinTheLoadingWindowAndUpToTheVeryMinuteOfDeparture() {
        work.at(5, 0);
        Booked first = packed();
        Booked second = packed();
        work.at(5, 59);
        assertThat(work.does(OUT, VILLAGE11, first.barcode(), null)).isEqualTo("too-early");
        work.at(6, 0);
        assertThat(work.does(OUT, VILLAGE11, first.barcode(), null)).isEqualTo("ON_TRIP");
        work.at(7, 0);
        assertThat(work.does(OUT, VILLAGE11, second.barcode(), null)).isEqualTo("ON_TRIP");
    }

    @Test
    void cannotArriveBeforeItsTripDeparted() {
        work.at(6, 30);
        Booked booked = packed();
        work.does(OUT, VILLAGE11, booked.barcode(), null);
        work.at(6, 59);
        assertThat(work.does(IN, TOWN1, booked.barcode(), null)).isEqualTo("not-departed");
        work.at(7, 0);
        assertThat(work.does(IN, TOWN1, booked.barcode(), null)).isEqualTo("AT_NODE");
    }

    @Test
    void isReadyAtOnceWhereTheGoodsStand() {
        work.at(6, 0);
        Booked booked = work.book(VILLAGE11);
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("READY");
        assertThat(work.told(booked)).containsExactly("AT_NODE", "READY");
        work.answer(work.handOver(VILLAGE11, booked.barcode(), work.code(booked), null));
        assertThat(work.state(booked)).isEqualTo("HANDED_OVER");
    }

    @Test
    void aBagMovesAllThatIsInItInAFlatNumberOfStatements() {
        assertThat(tripOf(12)).isEqualTo(tripOf(2));
    }

    @Test
    void flowsAreCountedByWhereTheyLead() {
        // A day of its own, far from the others'.
        work.at(60, 6, 0);
        var day = Work.DAY.plusDays(60);
        List.of(
                        work.book(VILLAGE11, TOWN1, HUB),
                        work.book(VILLAGE11, TOWN1, HUB, GATEWAY),
                        work.book(HUB, TOWN1, VILLAGE11),
                        work.book(VILLAGE11, TOWN1, VILLAGE12),
                        work.book(HUB, GATEWAY))
                .forEach(booked -> work.does(PACK, booked.legs().getFirst().fromNode(), booked.barcode(), null));
        work.book(HUB, GATEWAY);
        assertThat(flows.between(COUNTY, day, day))
                .isEqualTo(new Flows.Flow(
                        new Flows.Amount(2, 2000),
                        new Flows.Amount(1, 1000),
                        new Flows.Amount(1, 1000),
                        new Flows.Amount(2, 2000)));
        assertThat(flows.between(COUNTY, day.plusDays(1), day.plusDays(9)).up()).isEqualTo(new Flows.Amount(0, 0));
    }

    @Test
    void theKeeperSeesWhatToPackSendExpectAndHandOver() {
        work.at(6, 0);
        Booked booked = work.book(StorageClass.DRY, 500, VILLAGE12, TOWN1, VILLAGE11);
        assertThat(seen(VILLAGE12, booked)).isEqualTo("BOOKED " + TOWN1 + " V12-T1");
        work.does(PACK, VILLAGE12, booked.barcode(), null);
        assertThat(seen(VILLAGE12, booked)).isEqualTo("AT_NODE " + TOWN1 + " V12-T1");
        work.at(8, 0);
        var next = work.desk.parcels(Work.keeper(VILLAGE12), VILLAGE12, ParcelState.AT_NODE, null, 100).items().stream()
                .filter(item -> item.barcode().equals(booked.barcode()))
                .findFirst()
                .orElseThrow();
        // Its trip has gone: tomorrow's is told.
        assertThat(next.nextDeparture().departsAt())
                .isEqualTo(booked.legs().getFirst().departsAt().plusSeconds(86_400));
        assertThat(next.recipientMasked()).isEqualTo("张** 138****5678");
        assertThat(next.cashDueFen()).isEqualTo(500);
        assertThat(next.contents())
                .singleElement()
                .satisfies(content -> assertThat(content.quantity()).isEqualTo(2));
        work.at(1, 6, 30);
        work.does(OUT, VILLAGE12, booked.barcode(), null);
        assertThat(seen(VILLAGE12, booked)).isEqualTo("absent");
        assertThat(seen(TOWN1, booked)).isEqualTo("ON_TRIP null -");
    }

    private String seen(String node, Booked booked) {
        String cursor = null;
        do {
            var page = work.desk.parcels(Work.keeper(node), node, null, cursor, 5);
            var found = page.items().stream()
                    .filter(item -> item.barcode().equals(booked.barcode()))
                    .findFirst();
            if (found.isPresent()) {
                var item = found.get();
                return item.state() + " " + item.nextNode() + " "
                        + (item.nextDeparture() == null
                                ? "-"
                                : item.nextDeparture().lineCode());
            }
            cursor = page.next();
        } while (cursor != null);
        return "absent";
    }

    private Booked packed() {
        Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("AT_NODE");
        return booked;
    }

    private long tripOf(int count) {
        work.at(6, 30);
        String bag = work.bag(VILLAGE11, TOWN1);
        IntStream.range(0, count).forEach(i -> work.does(BAG, VILLAGE11, packed().barcode(), bag));
        long out = work.statements(
                () -> assertThat(work.does(OUT, VILLAGE11, null, bag)).isEqualTo("ON_TRIP"));
        work.at(7, 30);
        long in = work.statements(
                () -> assertThat(work.does(IN, TOWN1, null, bag)).isEqualTo("ARRIVED"));
        return out + in;
    }

    private void ride(Booked booked, String from, String to, int departs, int arrived) {
        work.at(departs, 0);
        assertThat(work.does(OUT, from, booked.barcode(), null)).isEqualTo("ON_TRIP");
        work.at(arrived, 0);
        assertThat(work.does(IN, to, booked.barcode(), null)).isIn("AT_NODE", "READY");
    }
}
