package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.COUNT;
import static org.cunlu.logistics.StationWork.ScanKind.DAMAGED;
import static org.cunlu.logistics.StationWork.ScanKind.FOUND;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.SEAL;
import static org.cunlu.logistics.StationWork.ScanKind.UNBAG;
import static org.cunlu.logistics.StationWork.ScanKind.UNLOAD;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.difference.Decider;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Both sides of a hand-over agree, or a difference is open that somebody must answer for. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferenceTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    Decider decider;

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
    void auditIsClean() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void bothSidesAgreeOnABagThatHoldsWhatItShould() {
        var parcels = arrived(2);
        String bag = bagOf(parcels.getFirst());
        assertThat(work.answer(count(bag, barcodes(parcels)))).isEqualTo("AGREED");
        assertThat(open(bag)).isEmpty();
        assertThat(work.does(UNBAG, TOWN1, parcels.getFirst().barcode(), bag)).isEqualTo("AT_NODE");
    }

    @Test
    void whatIsMissingIsLostByWhoFilledTheBagAndWhatIsOverIsTold() {
        var parcels = arrived(2);
        Booked missing = parcels.getFirst();
        String bag = bagOf(missing);
        Booked over = packed();
        Scan counted = count(bag, List.of(parcels.get(1).barcode(), over.barcode()));
        assertThat(work.answer(counted)).isEqualTo("DIFFERENT");
        assertThat(open(bag))
                .containsExactlyInAnyOrder(
                        "SHORT " + missing.barcode() + " seen by " + TOWN1 + ", answers " + VILLAGE11,
                        "OVER " + over.barcode() + " seen by " + TOWN1 + ", answers " + VILLAGE11);
        assertThat(work.state(missing)).isEqualTo("LOST");
        assertThat(work.sql.list(
                        "SELECT holder FROM log_parcel WHERE barcode = ?",
                        row -> row.string("holder"),
                        missing.barcode()))
                .containsExactly(VILLAGE11);
        // The same count again opens nothing new.
        assertThat(work.desk
                        .scan(Work.keeper(TOWN1), List.of(counted))
                        .getFirst()
                        .outcome())
                .isEqualTo(Outcome.REPEATED);
        assertThat(open(bag)).hasSize(2);
        // It lay in a corner of the township: found, and the difference is closed with it.
        assertThat(work.does(FOUND, TOWN1, missing.barcode(), null)).isEqualTo("AT_NODE");
        assertThat(open(bag)).hasSize(1);
    }

    @Test
    void whatWasShortAndIsFoundWhereTheBagWasFilledGoesOnFromThere() {
        var parcels = arrived(2);
        Booked missing = parcels.getFirst();
        work.answer(count(
                bagOf(missing), parcels.stream().skip(1).map(Booked::barcode).toList()));
        assertThat(work.does(FOUND, VILLAGE11, missing.barcode(), null)).isEqualTo("AT_NODE");
        assertThat(work.sql.list(
                        "SELECT next_node, l.from_node FROM log_parcel p JOIN log_parcel_leg l ON l.barcode = p.barcode"
                                + " AND l.seq = p.legs_done + 1 WHERE p.barcode = ?",
                        row -> row.string("from_node") + " > " + row.string("next_node"),
                        missing.barcode()))
                .containsExactly(VILLAGE11 + " > " + TOWN1);
    }

    @Test
    void anEmptyBagIsCountedAsEmptyAndHasServed() {
        var parcels = arrived(1);
        String bag = bagOf(parcels.getFirst());
        assertThat(work.answer(count(bag, null))).isEqualTo("scan-invalid");
        assertThat(work.answer(count(bag, List.of("CN1")))).isEqualTo("misread");
        assertThat(work.answer(count(bag, List.of()))).isEqualTo("DIFFERENT");
        assertThat(work.answer(count(bag, List.of()))).isEqualTo("bag-not-open");
    }

    @Test
    void anotherSealThanTheOneOnRecordIsTakenInAndTold() {
        Booked booked = packed();
        String bag = work.bag(VILLAGE11, TOWN1);
        work.does(BAG, VILLAGE11, booked.barcode(), bag);
        work.answer(of(SEAL, VILLAGE11, null, bag, "S-1", null, null));
        work.does(OUT, VILLAGE11, null, bag);
        work.at(7, 40);
        assertThat(work.answer(of(UNLOAD, TOWN1, null, bag, "S-9", null, null))).isEqualTo("ARRIVED");
        assertThat(open(bag)).containsExactly("DAMAGED null seen by " + TOWN1 + ", answers " + VILLAGE11);
    }

    @Test
    void whoeverSentABrokenParcelAnswersForIt() {
        Booked booked = packed();
        work.does(OUT, VILLAGE11, booked.barcode(), null);
        work.at(7, 40);
        work.does(IN, TOWN1, booked.barcode(), null);
        Scan broken = of(DAMAGED, TOWN1, booked.barcode(), null, null, "压坏", null);
        assertThat(work.answer(broken)).isEqualTo("AT_NODE");
        assertThat(work.answer(of(DAMAGED, TOWN1, booked.barcode(), null, null, "压坏", null)))
                .isEqualTo("AT_NODE");
        assertThat(work.sql.list(
                        "SELECT owner_node, TIMESTAMPDIFF(HOUR, opened_at, due_at) AS hours FROM log_difference"
                                + " WHERE barcode = ?",
                        row -> row.string("owner_node") + " " + row.number("hours"),
                        booked.barcode()))
                .containsExactly(VILLAGE11 + " 48");
    }

    @Test
    void ofTwoWhoCountABagAtOnceOneDoesAndNothingIsOpenedTwice() throws Exception {
        for (int round = 0; round < 5; round++) {
            var parcels = arrived(1);
            String bag = bagOf(parcels.getFirst());
            var answers = Rivals.all(
                    4,
                    rival -> Work.told(work.desk
                            .scan(Work.keeper(TOWN1), List.of(count(bag, List.of())))
                            .getFirst()));
            assertThat(answers).filteredOn("DIFFERENT"::equals).hasSize(1);
            assertThat(open(bag)).hasSize(1);
        }
    }

    @Test
    void whatNobodyAnswersForInTimeIsDecidedOnceAgainstWhoHadIt() throws Exception {
        var parcels = arrived(2);
        Booked missing = parcels.getFirst();
        String bag = bagOf(missing);
        Booked over = packed();
        work.answer(count(bag, List.of(parcels.get(1).barcode(), over.barcode())));
        decider.dueAt(missing.barcode(), work.now().plusMillis(1));
        decider.dueAt(over.barcode(), work.now().plusMillis(1));
        decider.round();
        assertThat(open(bag)).as("a moment before the deadline").hasSize(2);
        work.at(7, 41);
        Rivals.all(4, rival -> decider.round());
        assertThat(ended(missing)).containsExactly("CLOSED NODE_PAYS system true");
        // What is over costs nobody anything: it stays open, and the county hears of it.
        assertThat(ended(over)).containsExactly("OPEN null null true");
        decider.round();
        assertThat(work.sql.list(
                        "SELECT CONCAT(COALESCE(JSON_VALUE(payload, '$.barcode'), ''), ' ',"
                                + " COALESCE(JSON_VALUE(payload, '$.decided'), 'UNDECIDED')) AS told FROM ker_outbox"
                                + " WHERE topic = 'logistics.difference-overdue' AND JSON_VALUE(payload, '$.barcode') IN (?, ?)",
                        row -> row.string("told"),
                        missing.barcode(),
                        over.barcode()))
                .containsExactlyInAnyOrder(missing.barcode() + " NODE_PAYS", over.barcode() + " UNDECIDED");
        assertThat(work.sql.list(
                        "SELECT topic FROM ker_outbox WHERE topic = 'logistics.parcel-given-up' AND payload LIKE ?",
                        row -> row.string("topic"),
                        "%" + missing.barcode() + "%"))
                .hasSize(1);
    }

    @Test
    void thoseThatCannotBeEndedStopNoOtherHoweverManyTheyAre() {
        Booked missing = arrived(1).getFirst();
        work.answer(count(bagOf(missing), List.of()));
        decider.dueAt(missing.barcode(), work.now().plusMillis(1));
        decider.cannotBeEnded(200);
        work.at(7, 41);
        decider.round();
        assertThat(decider.forget()).isEqualTo(200);
        assertThat(ended(missing)).containsExactly("CLOSED NODE_PAYS system true");
    }

    @Test
    void whatWasFoundOrClosedInTimeIsNotDecidedByTheClock() {
        var parcels = arrived(1);
        Booked missing = parcels.getFirst();
        work.answer(count(bagOf(missing), List.of()));
        decider.dueAt(missing.barcode(), work.now().plusMillis(1));
        work.does(FOUND, TOWN1, missing.barcode(), null);
        work.at(7, 41);
        decider.round();
        assertThat(ended(missing))
                .containsExactly("CLOSED FOUND " + Work.keeper(TOWN1).accountId() + " false");
    }

    private List<String> ended(Booked booked) {
        return work.sql.list(
                "SELECT state, reason, closed_by, overdue_at IS NOT NULL AS over_ FROM log_difference WHERE barcode = ?",
                row -> row.string("state") + " " + row.string("reason") + " " + row.string("closed_by") + " "
                        + row.flag("over_"),
                booked.barcode());
    }

    private List<Booked> arrived(int count) {
        work.at(6, 30);
        String bag = work.bag(VILLAGE11, TOWN1);
        var parcels = IntStream.range(0, count).mapToObj(i -> packed()).toList();
        parcels.forEach(parcel -> work.does(BAG, VILLAGE11, parcel.barcode(), bag));
        work.does(OUT, VILLAGE11, null, bag);
        work.at(7, 40);
        assertThat(work.does(IN, TOWN1, null, bag)).isEqualTo("ARRIVED");
        return parcels;
    }

    private Booked packed() {
        Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("AT_NODE");
        return booked;
    }

    private static List<String> barcodes(List<Booked> parcels) {
        return parcels.stream().map(Booked::barcode).toList();
    }

    private String bagOf(Booked booked) {
        return work.sql
                .one("SELECT in_bag FROM log_parcel WHERE barcode = ?", row -> row.string("in_bag"), booked.barcode())
                .orElseThrow();
    }

    private List<String> open(String bag) {
        return work.sql.list(
                "SELECT kind, barcode, node_code, owner_node FROM log_difference WHERE sscc = ? AND state = 'OPEN'",
                row -> row.string("kind") + " " + row.string("barcode") + " seen by " + row.string("node_code")
                        + ", answers " + row.string("owner_node"),
                bag);
    }

    private Scan count(String bag, List<String> counted) {
        return of(COUNT, TOWN1, null, bag, null, null, counted);
    }

    private Scan of(
            ScanKind kind, String node, String parcel, String bag, String seal, String reason, List<String> counted) {
        return ScanDraft.of(work.ids.next(), "gun-1", kind, node)
                .madeAt(work.now())
                .parcel(parcel)
                .bag(bag)
                .seal(seal)
                .reason(reason)
                .counted(counted)
                .scan();
    }
}
