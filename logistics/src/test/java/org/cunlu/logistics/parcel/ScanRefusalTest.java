package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.UNBAG;
import static org.cunlu.logistics.standin.StandInNetwork.GATEWAY;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.Picking.LotQuantity;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each scan that may not be applied gets its own answer, and changes nothing but the memory of it. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanRefusalTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    StandInCatalog catalog;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void atHalfPastSix() {
        work.at(6, 30);
    }

    @AfterEach
    void historyIsLegal() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatIsNotPackedGoesNowhere() {
        Booked booked = across();
        String bag = work.bag(VILLAGE11, TOWN1);
        refused("not-packed", booked, scan(OUT, VILLAGE11, booked, null));
        refused("not-packed", booked, scan(BAG, VILLAGE11, booked, bag));
        refused("not-packed", booked, scan(IN, TOWN1, booked, null));
        refused("not-in-bag", booked, scan(UNBAG, VILLAGE11, booked, null));
        refused("not-here", booked, scan(PACK, TOWN1, booked, null));
        refused("not-packed", booked, work.handOver(VILLAGE12, booked.barcode(), "12345678", null));
    }

    @Test
    void whatIsPackedIsNotPackedAgain() {
        Booked booked = packed();
        refused("already-packed", booked, scan(PACK, VILLAGE11, booked, null));
        refused("not-on-trip", booked, scan(IN, TOWN1, booked, null));
        refused("not-ready", booked, work.handOver(VILLAGE11, booked.barcode(), "12345678", null));
        work.does(OUT, VILLAGE11, booked.barcode(), null);
        refused("already-packed", booked, scan(PACK, VILLAGE11, booked, null));
        refused("on-trip", booked, scan(OUT, VILLAGE11, booked, null));
        refused("not-here", booked, scan(IN, VILLAGE12, booked, null));
    }

    @Test
    void whatIsReadyStaysUntilItIsHandedOverOnce() {
        Booked booked = work.book(VILLAGE11);
        work.does(PACK, VILLAGE11, booked.barcode(), null);
        refused("already-packed", booked, scan(PACK, VILLAGE11, booked, null));
        refused("at-destination", booked, scan(OUT, VILLAGE11, booked, null));
        refused("scan-invalid", booked, work.handOver(VILLAGE11, booked.barcode(), null, null));
        refused("scan-invalid", booked, work.handOver(VILLAGE11, booked.barcode(), "1234567x", null));
        String code = work.code(booked);
        assertThat(work.answer(work.handOver(VILLAGE11, booked.barcode(), code, null)))
                .isEqualTo("HANDED_OVER");
        refused("handed-over", booked, work.handOver(VILLAGE11, booked.barcode(), code, null));
    }

    @Test
    void aBagTakesOnlyWhatGoesItsWay() {
        Booked booked = packed();
        String bag = work.bag(VILLAGE11, TOWN1);
        Booked stays = work.book(HUB, TOWN1, VILLAGE11);
        work.does(PACK, HUB, stays.barcode(), null);
        String toGateway = work.bag(HUB, GATEWAY);
        refused("bag-other-way", stays, scan(BAG, HUB, stays, toGateway));
        refused("bag-unknown", stays, scan(BAG, HUB, stays, bag));
        refused("bag-empty", booked, work.scan(OUT, VILLAGE11, null, bag));
        work.does(BAG, VILLAGE11, booked.barcode(), bag);
        refused("in-bag", booked, scan(BAG, VILLAGE11, booked, bag));
        refused("in-bag", booked, scan(OUT, VILLAGE11, booked, null));
        refused("not-in-bag", booked, scan(UNBAG, VILLAGE11, booked, toGateway));
        refused("bag-not-on-trip", booked, work.scan(IN, TOWN1, null, bag));
        work.does(OUT, VILLAGE11, null, bag);
        Booked late = packed();
        refused("bag-not-open", late, scan(BAG, VILLAGE11, late, bag));
        refused("bag-not-open", late, work.scan(OUT, VILLAGE11, null, bag));
        refused("in-bag", booked, scan(IN, TOWN1, booked, null));
        refused("bag-not-on-trip", booked, work.scan(IN, VILLAGE11, null, bag));
    }

    @Test
    void hazardousGoodsNeverShareABagWithOthersWhicheverComesFirst() {
        Booked food = packed();
        Booked poison = work.book(StorageClass.HAZARDOUS, 0, VILLAGE11, TOWN1, VILLAGE12);
        work.does(PACK, VILLAGE11, poison.barcode(), null);
        String foodFirst = work.bag(VILLAGE11, TOWN1);
        String poisonFirst = work.bag(VILLAGE11, TOWN1);
        assertThat(work.does(BAG, VILLAGE11, food.barcode(), foodFirst)).isEqualTo("AT_NODE");
        refused("bag-hazardous", poison, scan(BAG, VILLAGE11, poison, foodFirst));
        assertThat(work.does(BAG, VILLAGE11, poison.barcode(), poisonFirst)).isEqualTo("AT_NODE");
        assertThat(work.does(UNBAG, VILLAGE11, food.barcode(), foodFirst)).isEqualTo("AT_NODE");
        refused("bag-hazardous", food, scan(BAG, VILLAGE11, food, poisonFirst));
        // Emptied where it was opened, the bag takes the other kind.
        assertThat(work.does(UNBAG, VILLAGE11, poison.barcode(), null)).isEqualTo("AT_NODE");
        assertThat(work.does(BAG, VILLAGE11, food.barcode(), poisonFirst)).isEqualTo("AT_NODE");
    }

    @Test
    void aCarrierNeedsAWaybillAndTakesItOnce() {
        work.at(16, 30);
        Booked booked = work.book(HUB, GATEWAY);
        work.does(PACK, HUB, booked.barcode(), null);
        work.does(OUT, HUB, booked.barcode(), null);
        refused("on-trip", booked, work.toCarrier(booked.barcode(), "中国邮政", "EMS1234"));
        work.at(17, 30);
        work.does(IN, GATEWAY, booked.barcode(), null);
        refused("carrier-missing", booked, work.toCarrier(booked.barcode(), null, "EMS1234"));
        refused("carrier-missing", booked, work.toCarrier(booked.barcode(), " ", "EMS1234"));
        refused("carrier-missing", booked, work.toCarrier(booked.barcode(), "中国邮政", "EMS"));
        refused("at-destination", booked, scan(OUT, GATEWAY, booked, null));
        assertThat(work.answer(work.toCarrier(booked.barcode(), "中国邮政", "EMS1234")))
                .isEqualTo("WITH_CARRIER");
        refused("with-carrier", booked, work.toCarrier(booked.barcode(), "中国邮政", "EMS1234"));
    }

    @Test
    void whatWasWithdrawnOrIsNotPaidIsNotPacked() {
        Booked withdrawn = across();
        assertThat(work.transactions.run(() -> work.shipments.withdraw(withdrawn.orderId())))
                .isTrue();
        refused("withdrawn", withdrawn, scan(PACK, VILLAGE11, withdrawn, null));
        String sku = across().sku();
        Booked unpaid = work.book(sku, 0, false, VILLAGE11, TOWN1, VILLAGE12);
        refused("not-allocated", unpaid, scan(PACK, VILLAGE11, unpaid, null));
        Booked packed = packed();
        assertThat(work.transactions.run(() -> work.shipments.withdraw(packed.orderId())))
                .isFalse();
    }

    @Test
    void aLotThatDoesNotStandHereLeavesTheParcelUnpacked() {
        Booked booked = across();
        var named = List.of(new LotQuantity(booked.sku(), "LOT-1", 2));
        var scan = new Scan(
                work.ids.next(),
                "gun-1",
                work.now(),
                PACK,
                VILLAGE11,
                booked.barcode(),
                null,
                named,
                null,
                null,
                null,
                null);
        refused("lot-unknown", booked, scan);
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("AT_NODE");
    }

    @Test
    void misreadAndIncompleteScansAreToldAsSuch() {
        Booked booked = packed();
        String misread = booked.barcode().substring(0, 16) + (booked.barcode().charAt(16) == '0' ? '1' : '0');
        refused("misread", booked, work.scan(OUT, VILLAGE11, misread, null));
        refused("misread", booked, work.scan(OUT, VILLAGE11, null, "376104250021234568"));
        refused("bag-unknown", booked, work.scan(OUT, VILLAGE11, null, "376104250021234569"));
        refused("scan-invalid", booked, work.scan(OUT, VILLAGE11, null, null));
        refused("scan-invalid", booked, work.scan(OUT, VILLAGE11, booked.barcode(), "376104250021234569"));
        refused("scan-invalid", booked, work.scan(PACK, VILLAGE11, null, null));
        assertThat(work.answer(new Scan(
                        "", "gun", null, OUT, VILLAGE11, booked.barcode(), null, null, null, null, null, null)))
                .isEqualTo("scan-invalid");
    }

    @Test
    void toTheKeeperOfAnotherNodeThereIsNoSuchParcelAndNoSuchNode() {
        Booked booked = packed();
        refused("parcel-unknown", booked, scan(OUT, VILLAGE21, booked, null));
        refused("parcel-unknown", booked, work.handOver(VILLAGE21, booked.barcode(), "12345678", null));
        Scan foreign = scan(OUT, VILLAGE11, booked, null);
        var answer = work.desk.scan(Work.keeper(VILLAGE21), List.of(foreign)).getFirst();
        assertThat(answer.code()).isEqualTo("node-unknown");
        // It did not use up the id of the keeper whose scan it is.
        assertThat(work.answer(foreign)).isEqualTo("ON_TRIP");
    }

    @Test
    void whoWorksInASubtreeWorksAtItsNodesAndNobodyByAnotherRole() {
        Booked booked = packed();
        var ofTown = new Caller(
                "TOWNKEEPER", List.of(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.SUBTREE, TOWN1))));
        var ofOtherTown = new Caller(
                "OTHERKEEPER", List.of(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.SUBTREE, VILLAGE12))));
        var seller = new Caller("SELLER", List.of(new Grant(Role.SELLER, new Scope(Scope.Kind.NODE, VILLAGE11))));
        for (Caller stranger : List.of(ofOtherTown, seller)) {
            assertThat(work.desk
                            .scan(stranger, List.of(scan(OUT, VILLAGE11, booked, null)))
                            .getFirst()
                            .code())
                    .isEqualTo("node-unknown");
        }
        assertThat(work.desk
                        .scan(ofTown, List.of(scan(OUT, VILLAGE11, booked, null)))
                        .getFirst()
                        .outcome())
                .isEqualTo(Outcome.APPLIED);
    }

    @Test
    void aRepeatedScanGetsItsFirstAnswerAndAnotherBodyNone() {
        Booked booked = across();
        Scan tooSoon = scan(OUT, VILLAGE11, booked, null);
        Scan pack = scan(PACK, VILLAGE11, booked, null);
        var keeper = Work.keeper(VILLAGE11);
        var answers = work.desk.scan(keeper, List.of(tooSoon, pack, pack, tooSoon));
        assertThat(answers)
                .extracting(answer -> answer.outcome() + " " + Work.told(answer))
                .containsExactly("REFUSED not-packed", "APPLIED AT_NODE", "REPEATED AT_NODE", "REPEATED not-packed");
        assertThat(answers.get(3).title()).isEqualTo(answers.getFirst().title());
        var other = new Scan(
                pack.scanId(),
                "gun-1",
                work.now(),
                OUT,
                VILLAGE11,
                booked.barcode(),
                null,
                null,
                null,
                null,
                null,
                null);
        var reused = work.desk.scan(keeper, List.of(other)).getFirst();
        assertThat(reused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reused.code()).isEqualTo("scan-id-reused");
        assertThat(work.state(booked)).isEqualTo("AT_NODE");
    }

    private Booked across() {
        return work.book(VILLAGE11, TOWN1, VILLAGE12);
    }

    private Booked packed() {
        Booked booked = across();
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("AT_NODE");
        return booked;
    }

    private Scan scan(ScanKind kind, String node, Booked booked, String bag) {
        return work.scan(kind, node, booked.barcode(), bag);
    }

    private void refused(String code, Booked booked, Scan scan) {
        var before = work.kept(booked);
        var result = work.desk.scan(Work.keeper(scan.node()), List.of(scan)).getFirst();
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.title()).contains(" · ");
        assertThat(work.kept(booked)).isEqualTo(before);
        assertThat(work.sql.list(
                        "SELECT CONCAT(outcome, ' ', code) AS kept FROM log_scan WHERE scan_id = ?",
                        row -> row.string("kept"),
                        scan.scanId()))
                .containsExactly("REFUSED " + code);
    }
}
