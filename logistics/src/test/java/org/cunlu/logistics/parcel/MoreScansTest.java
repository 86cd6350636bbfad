package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.StationWork.ScanKind.ARRIVE;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.DAMAGED;
import static org.cunlu.logistics.StationWork.ScanKind.DEPART;
import static org.cunlu.logistics.StationWork.ScanKind.FOUND;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.LOAD;
import static org.cunlu.logistics.StationWork.ScanKind.LOST;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.RECEIVE;
import static org.cunlu.logistics.StationWork.ScanKind.REFUSE;
import static org.cunlu.logistics.StationWork.ScanKind.RETURN;
import static org.cunlu.logistics.StationWork.ScanKind.REWEIGH;
import static org.cunlu.logistics.StationWork.ScanKind.SEAL;
import static org.cunlu.logistics.StationWork.ScanKind.SHELVE;
import static org.cunlu.logistics.StationWork.ScanKind.SORT;
import static org.cunlu.logistics.StationWork.ScanKind.UNBAG;
import static org.cunlu.logistics.StationWork.ScanKind.UNLOAD;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN2;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.LabelFacts;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The kinds of scans beside the six of the plain way: what each does, and what it must not do. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MoreScansTest implements TestPropertyProvider {
    private static final String MORNING_TRIP = "V11-T1/2026-11-23";

    @Inject
    Work work;

    @Inject
    Audit audit;

    @Inject
    LabelFacts labels;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void atHalfPastSix() {
        work.at(6, 30);
    }

    @AfterEach
    void auditIsClean() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void isSortedLoadedAndRidesOnlyWhenItsTripDeparts() {
        Booked booked = packed();
        assertThat(does(SORT, VILLAGE11, booked)).isEqualTo("AT_NODE");
        assertThat(does(LOAD, VILLAGE11, booked)).isEqualTo("LOADED");
        assertThat(does(LOAD, VILLAGE11, booked)).isEqualTo("loaded");
        assertThat(holder(booked)).isEqualTo("TRIP " + MORNING_TRIP);
        assertThat(trip(DEPART, VILLAGE11)).isEqualTo("too-early");
        work.at(7, 0);
        assertThat(trip(DEPART, TOWN1)).isEqualTo("trip-unknown");
        assertThat(trip(DEPART, VILLAGE11)).isEqualTo("ON_TRIP");
        assertThat(trip(DEPART, VILLAGE11)).isEqualTo("trip-unknown");
        work.at(7, 40);
        assertThat(trip(ARRIVE, TOWN1)).isEqualTo("AT_STOP");
        assertThat(holder(booked)).isEqualTo("TRIP " + MORNING_TRIP);
        assertThat(does(UNLOAD, TOWN1, booked)).isEqualTo("AT_NODE");
        assertThat(holder(booked)).isEqualTo("NODE " + TOWN1);
        assertThat(does(UNLOAD, TOWN1, booked)).isEqualTo("not-on-trip");
        assertThat(does(RECEIVE, TOWN1, booked)).isEqualTo("AT_NODE");
        assertThat(history(booked))
                .containsExactly("BOOK", "PACK", "SORT", "LOAD", "DEPART", "ARRIVE", "UNLOAD", "RECEIVE");
    }

    @Test
    void whoeverHoldsItHasItThoughItsDepartureIsNotHeardOfYet() {
        Booked booked = packed();
        Scan late = work.scan(OUT, VILLAGE11, booked.barcode(), null);
        work.at(6, 59);
        assertThat(does(UNLOAD, TOWN1, booked)).isEqualTo("not-departed");
        work.at(7, 40);
        assertThat(does(UNLOAD, TOWN1, booked)).isEqualTo("AT_NODE");
        assertThat(history(booked)).containsExactly("BOOK", "PACK", "OUT", "UNLOAD");
        // The village's scanner finds a network at last: the parcel stays where it is.
        work.at(9, 0);
        var before = work.kept(booked);
        var answer = work.desk.scanKept(Work.keeper(VILLAGE11), work.now(), List.of(late));
        assertThat(answer.results().getFirst().code()).isEqualTo("late-scan");
        assertThat(work.kept(booked)).isEqualTo(before);
    }

    @Test
    void aBagThatIsHereLeftThereEvenWhenNobodyScannedIt() {
        Booked booked = packed();
        String bag = work.bag(VILLAGE11, TOWN1);
        work.does(BAG, VILLAGE11, booked.barcode(), bag);
        work.at(7, 40);
        assertThat(work.does(RECEIVE, TOWN1, null, bag)).isEqualTo("ARRIVED");
        assertThat(work.does(UNBAG, TOWN1, booked.barcode(), bag)).isEqualTo("AT_NODE");
        assertThat(work.does(RECEIVE, TOWN1, null, bag)).isEqualTo("bag-not-on-trip");
    }

    @Test
    void aSealedBagTakesNothingAndIsReceivedByItsSeal() {
        Booked first = packed();
        Booked second = packed();
        String bag = work.bag(VILLAGE11, TOWN1);
        assertThat(work.answer(sealed(SEAL, VILLAGE11, bag, "S-1"))).isEqualTo("bag-empty");
        work.does(BAG, VILLAGE11, first.barcode(), bag);
        assertThat(work.answer(sealed(SEAL, VILLAGE11, bag, "铅封"))).isEqualTo("scan-invalid");
        assertThat(work.answer(sealed(SEAL, VILLAGE11, bag, "S-1"))).isEqualTo("OPEN");
        assertThat(work.does(BAG, VILLAGE11, second.barcode(), bag)).isEqualTo("bag-sealed");
        assertThat(work.answer(sealed(SEAL, VILLAGE11, bag, "S-2"))).isEqualTo("bag-sealed");
        // Taking something out breaks the seal.
        assertThat(work.does(UNBAG, VILLAGE11, first.barcode(), bag)).isEqualTo("AT_NODE");
        assertThat(work.does(BAG, VILLAGE11, first.barcode(), bag)).isEqualTo("AT_NODE");
        assertThat(work.answer(sealed(SEAL, VILLAGE11, bag, "S-2"))).isEqualTo("OPEN");
        assertThat(work.does(LOAD, VILLAGE11, null, bag)).isEqualTo("LOADED");
        work.at(7, 40);
        assertThat(work.answer(sealed(UNLOAD, TOWN1, bag, "S-2"))).isEqualTo("ARRIVED");
    }

    @Test
    void bagsLieInBagsAndNeverInThemselves() {
        Booked one = packed();
        Booked two = packed();
        String pallet = work.bag(VILLAGE11, TOWN1);
        String crate = work.bag(VILLAGE11, TOWN1);
        String small = work.bag(VILLAGE11, TOWN1);
        assertThat(nest(BAG, pallet, crate)).isEqualTo("bag-empty");
        work.does(BAG, VILLAGE11, one.barcode(), small);
        work.does(BAG, VILLAGE11, two.barcode(), crate);
        assertThat(nest(BAG, small, small)).isEqualTo("bag-circle");
        assertThat(nest(BAG, crate, small)).isEqualTo("OPEN");
        assertThat(nest(BAG, small, crate)).isEqualTo("bag-circle");
        assertThat(nest(BAG, pallet, small)).isEqualTo("bag-in-bag");
        assertThat(nest(BAG, pallet, crate)).isEqualTo("OPEN");
        assertThat(nest(BAG, small, pallet)).isEqualTo("bag-circle");
        assertThat(work.does(LOAD, VILLAGE11, null, crate)).isEqualTo("bag-in-bag");
        Booked poison = work.book(StorageClass.HAZARDOUS, 0, VILLAGE11, TOWN1, VILLAGE12);
        work.does(PACK, VILLAGE11, poison.barcode(), null);
        assertThat(work.does(BAG, VILLAGE11, poison.barcode(), small)).isEqualTo("bag-hazardous");
        assertThat(work.does(OUT, VILLAGE11, null, pallet)).isEqualTo("ON_TRIP");
        assertThat(work.state(one)).isEqualTo("ON_TRIP");
        work.at(7, 40);
        assertThat(trip(ARRIVE, TOWN1)).isEqualTo("AT_STOP");
        assertThat(work.does(UNLOAD, TOWN1, null, small)).isEqualTo("bag-in-bag");
        assertThat(work.does(UNLOAD, TOWN1, null, pallet)).isEqualTo("ARRIVED");
        assertThat(work.state(two)).isEqualTo("AT_NODE");
        assertThat(work.answer(nesting(UNBAG, TOWN1, pallet, crate))).isEqualTo("ARRIVED");
        assertThat(work.does(UNBAG, TOWN1, two.barcode(), crate)).isEqualTo("AT_NODE");
        assertThat(work.does(UNBAG, TOWN1, one.barcode(), small)).isEqualTo("AT_NODE");
        assertThat(bagState(pallet) + bagState(crate) + bagState(small)).isEqualTo("EMPTIEDEMPTIEDEMPTIED");
    }

    @Test
    void bagsNestSoDeepAndNoDeeper() {
        var bags = java.util.stream.IntStream.range(0, Bags.DEPTH_MAX + 1)
                .mapToObj(i -> work.bag(VILLAGE11, TOWN1))
                .toList();
        work.does(BAG, VILLAGE11, packed().barcode(), bags.getFirst());
        for (int i = 1; i < Bags.DEPTH_MAX; i++) {
            assertThat(nest(BAG, bags.get(i), bags.get(i - 1))).isEqualTo("OPEN");
        }
        assertThat(nest(BAG, bags.getLast(), bags.get(Bags.DEPTH_MAX - 1))).isEqualTo("bag-too-deep");
    }

    @Test
    void whatIsRefusedGoesBackOnItsNumberToWhereItCameFrom() {
        Booked booked = delivered();
        assertThat(does(REFUSE, VILLAGE12, booked)).isEqualTo("scan-invalid");
        assertThat(because(REFUSE, VILLAGE12, booked, "不要了")).isEqualTo("REFUSED");
        assertThat(work.shipments.pickupCode(booked.orderId())).isEmpty();
        goesHome(booked);
        assertThat(work.told(booked)).containsExactly("AT_NODE", "READY", "REFUSED", "RETURNED");
        assertThat(because(RETURN, VILLAGE11, booked, "再退")).isEqualTo("returned");
    }

    @Test
    void whatWasHandedOverComesBackOnItsNumber() {
        Booked booked = delivered();
        work.answer(work.handOver(VILLAGE12, booked.barcode(), work.code(booked), null));
        assertThat(work.state(booked)).isEqualTo("HANDED_OVER");
        assertThat(because(RETURN, TOWN1, booked, "坏了")).isEqualTo("not-here");
        goesHome(booked);
    }

    @Test
    void whatWasNotCollectedGoesBackAndItsCodeIsNoGoodAnyMore() {
        Booked booked = delivered();
        String code = work.code(booked);
        goesHome(booked);
        assertThat(work.answer(work.handOver(VILLAGE11, booked.barcode(), code, null)))
                .isEqualTo("returned");
    }

    /** From VILLAGE12, a day after. */
    private void goesHome(Booked booked) {
        work.at(1, 6, 0);
        assertThat(because(RETURN, VILLAGE12, booked, "退回")).isEqualTo("AT_NODE");
        assertThat(because(RETURN, VILLAGE12, booked, "退回")).isEqualTo("going-back");
        work.at(1, 7, 0);
        assertThat(does(OUT, VILLAGE12, booked)).isEqualTo("ON_TRIP");
        work.at(1, 7, 50);
        assertThat(does(IN, TOWN1, booked)).isEqualTo("AT_NODE");
        work.at(1, 15, 0);
        assertThat(does(OUT, TOWN1, booked)).isEqualTo("ON_TRIP");
        work.at(1, 15, 40);
        assertThat(does(IN, VILLAGE11, booked)).isEqualTo("RETURNED");
        assertThat(work.shipments.pickupCode(booked.orderId())).isEmpty();
    }

    @Test
    void aScanOfItsFirstJourneyDoesNotMoveItOnItsWayBack() {
        Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        work.does(PACK, VILLAGE11, booked.barcode(), null);
        Scan first = work.scan(OUT, VILLAGE11, booked.barcode(), null);
        assertThat(because(RETURN, VILLAGE11, booked, "改主意")).isEqualTo("RETURNED");
        work.at(8, 0);
        assertThat(because(LOST, VILLAGE11, booked, "找不到")).isEqualTo("LOST");
        var before = work.kept(booked);
        var answer = work.desk.scanKept(Work.keeper(VILLAGE11), work.now(), List.of(first));
        assertThat(answer.results().getFirst().code()).isEqualTo("late-scan");
        assertThat(work.kept(booked)).isEqualTo(before);
    }

    @Test
    void whatIsLostIsFoundWhereItLiesAndGoesOnFromThere() {
        Booked booked = packed();
        String bag = work.bag(VILLAGE11, TOWN1);
        work.does(BAG, VILLAGE11, booked.barcode(), bag);
        work.does(OUT, VILLAGE11, null, bag);
        work.at(7, 40);
        assertThat(because(LOST, TOWN1, booked, "袋中没有")).isEqualTo("in-bag");
        work.does(IN, TOWN1, null, bag);
        assertThat(because(LOST, TOWN1, booked, "袋中没有")).isEqualTo("LOST");
        assertThat(bagState(bag)).isEqualTo("EMPTIED");
        assertThat(does(OUT, TOWN1, booked)).isEqualTo("lost");
        assertThat(does(FOUND, HUB, booked)).isEqualTo("AT_NODE");
        assertThat(holder(booked)).isEqualTo("NODE " + HUB);
        work.at(12, 0);
        assertThat(does(OUT, HUB, booked)).isEqualTo("ON_TRIP");
        work.at(13, 0);
        assertThat(does(IN, TOWN1, booked)).isEqualTo("AT_NODE");
        work.at(15, 0);
        assertThat(does(OUT, TOWN1, booked)).isEqualTo("ON_TRIP");
        work.at(15, 30);
        assertThat(does(IN, VILLAGE12, booked)).isEqualTo("READY");
        assertThat(does(FOUND, VILLAGE12, booked)).isEqualTo("not-lost");
        assertThat(does(FOUND, VILLAGE21, booked)).isEqualTo("parcel-unknown");
    }

    @Test
    void whatLiesThereIsShelvedWeighedAndToldDamaged() {
        Booked booked = delivered();
        var shelve = with(SHELVE, VILLAGE12, booked, null, null, "甲-03", null);
        assertThat(work.answer(shelve)).isEqualTo("READY");
        assertThat(work.desk
                        .parcels(Work.keeper(VILLAGE12), VILLAGE12, null, null, 100)
                        .items())
                .filteredOn(item -> item.barcode().equals(booked.barcode()))
                .singleElement()
                .satisfies(item -> assertThat(item.shelf()).isEqualTo("甲-03"));
        String code = work.code(booked);
        assertThat(work.answer(with(REWEIGH, VILLAGE12, booked, null, null, null, 0L)))
                .isEqualTo("scan-invalid");
        assertThat(work.answer(with(REWEIGH, VILLAGE12, booked, null, null, null, 1_000_001L)))
                .isEqualTo("scan-invalid");
        assertThat(work.answer(with(REWEIGH, VILLAGE12, booked, null, null, null, 1_250L)))
                .isEqualTo("READY");
        assertThat(because(DAMAGED, VILLAGE12, booked, "破损")).isEqualTo("READY");
        assertThat(work.code(booked)).isEqualTo(code);
        assertThat(work.sql.list(
                        "SELECT CONCAT(weight_grams, ' ', shelf, ' ', damaged_at IS NOT NULL) AS kept FROM log_parcel"
                                + " WHERE barcode = ?",
                        row -> row.string("kept"),
                        booked.barcode()))
                .containsExactly("1250 甲-03 1");
    }

    @Test
    void aBuyerAtTheWrongStationIsToldTheRightOneAndAGuessIsCounted() {
        Booked booked = delivered();
        String code = work.code(booked);
        var result = work.desk
                .scan(Work.keeper(TOWN2), List.of(work.handOver(TOWN2, booked.barcode(), code, null)))
                .getFirst();
        assertThat(result.code()).isEqualTo("wrong-station");
        assertThat(result.title()).contains("节点 " + VILLAGE12);
        assertThat(work.state(booked)).isEqualTo("READY");
        String wrong = code.equals("00000000") ? "00000001" : "00000000";
        for (int i = 0; i < 5; i++) {
            assertThat(work.answer(work.handOver(TOWN2, booked.barcode(), wrong, null)))
                    .isEqualTo("parcel-unknown");
        }
        assertThat(work.answer(work.handOver(TOWN2, booked.barcode(), code, null)))
                .isEqualTo("too-many-guesses");
        // Who guesses elsewhere does not lock the door at home.
        assertThat(work.answer(work.handOver(VILLAGE12, booked.barcode(), code, null)))
                .isEqualTo("HANDED_OVER");
    }

    @Test
    void aKeeperWhoScansAnothersParcelFindsNothingAndTheTrailKnows() {
        Booked booked = packed();
        assertThat(does(OUT, VILLAGE21, booked)).isEqualTo("parcel-unknown");
        assertThat(work.desk
                        .scan(Work.keeper(VILLAGE21), List.of(work.scan(OUT, VILLAGE11, booked.barcode(), null)))
                        .getFirst()
                        .code())
                .isEqualTo("node-unknown");
        assertThat(work.sql.list(
                        "SELECT CONCAT(actor, ' ', act) AS kept FROM ker_trail WHERE subject = ?",
                        row -> row.string("kept"),
                        booked.barcode()))
                .hasSize(2)
                .allMatch(("KEEPER" + VILLAGE21 + " logistics.scan.refused")::equals);
    }

    @Test
    void theListOfATripNamesOutermostBagsAndLooseParcelsAtBothItsEnds() {
        Booked loose = packed();
        Booked one = packed();
        Booked two = packed();
        String pallet = work.bag(VILLAGE11, TOWN1);
        String crate = work.bag(VILLAGE11, TOWN1);
        work.does(BAG, VILLAGE11, one.barcode(), crate);
        work.does(BAG, VILLAGE11, two.barcode(), pallet);
        nest(BAG, pallet, crate);
        work.answer(sealed(SEAL, VILLAGE11, pallet, "S-7"));
        work.does(LOAD, VILLAGE11, null, pallet);
        does(LOAD, VILLAGE11, loose);
        for (String node : List.of(VILLAGE11, TOWN1)) {
            assertThat(labels.trip(Work.keeper(node), node, MORNING_TRIP).rows())
                    .filteredOn(row -> List.of(pallet, crate, loose.barcode(), one.barcode())
                            .contains(row.number()))
                    .extracting(row -> row.number() + " " + row.parcels() + " " + row.weightGrams() + " " + row.seal())
                    .containsExactlyInAnyOrder(pallet + " 2 2000 S-7", loose.barcode() + " 1 1000 null");
        }
        assertThatThrownBy(() -> labels.trip(Work.keeper(HUB), HUB, MORNING_TRIP))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> labels.trip(Work.keeper(VILLAGE21), VILLAGE11, MORNING_TRIP))
                .isInstanceOf(ProblemException.class);
    }

    private Booked packed() {
        Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("AT_NODE");
        return booked;
    }

    /** @return a parcel that waits at VILLAGE12 */
    private Booked delivered() {
        Booked booked = packed();
        does(OUT, VILLAGE11, booked);
        work.at(7, 40);
        does(IN, TOWN1, booked);
        work.at(15, 0);
        does(OUT, TOWN1, booked);
        work.at(15, 30);
        assertThat(does(IN, VILLAGE12, booked)).isEqualTo("READY");
        return booked;
    }

    private String does(ScanKind kind, String node, Booked booked) {
        return work.does(kind, node, booked.barcode(), null);
    }

    private String because(ScanKind kind, String node, Booked booked, String reason) {
        var scan = ScanDraft.of(work.ids.next(), "gun-1", kind, node)
                .madeAt(work.now())
                .parcel(booked.barcode())
                .reason(reason)
                .scan();
        return work.answer(scan);
    }

    private String trip(ScanKind kind, String node) {
        return work.answer(ScanDraft.of(work.ids.next(), "gun-1", kind, node)
                .madeAt(work.now())
                .trip(MORNING_TRIP)
                .scan());
    }

    private Scan sealed(ScanKind kind, String node, String bag, String seal) {
        return ScanDraft.of(work.ids.next(), "gun-1", kind, node)
                .madeAt(work.now())
                .bag(bag)
                .seal(seal)
                .scan();
    }

    private Scan with(ScanKind kind, String node, Booked booked, String bag, String inner, String place, Long weight) {
        return ScanDraft.of(work.ids.next(), "gun-1", kind, node)
                .madeAt(work.now())
                .parcel(booked == null ? null : booked.barcode())
                .bag(bag)
                .inner(inner)
                .place(place)
                .weight(weight)
                .scan();
    }

    private Scan nesting(ScanKind kind, String node, String outer, String inner) {
        return with(kind, node, null, outer, inner, null, null);
    }

    private String nest(ScanKind kind, String outer, String inner) {
        return work.answer(nesting(kind, VILLAGE11, outer, inner));
    }

    private String bagState(String sscc) {
        return work.sql
                .one("SELECT state FROM log_bag WHERE sscc = ?", row -> row.string("state"), sscc)
                .orElseThrow();
    }

    private String holder(Booked booked) {
        return work.sql
                .one(
                        "SELECT CONCAT(holder_kind, ' ', holder) AS held FROM log_parcel WHERE barcode = ?",
                        row -> row.string("held"),
                        booked.barcode())
                .orElseThrow();
    }

    private List<String> history(Booked booked) {
        return work.sql.list(
                "SELECT what FROM log_custody WHERE barcode = ? ORDER BY seq",
                row -> row.string("what"),
                booked.barcode());
    }
}
