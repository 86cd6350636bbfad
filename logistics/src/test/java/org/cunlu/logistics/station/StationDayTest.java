package org.cunlu.logistics.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.RECEIVE;
import static org.cunlu.logistics.StationWork.ScanKind.REFUSE;
import static org.cunlu.logistics.StationWork.ScanKind.SEAL;
import static org.cunlu.logistics.StationWork.ScanKind.SHELVE;
import static org.cunlu.logistics.StationWork.ScanKind.UNBAG;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.accounts.Accounts;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.StationParcel;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A keeper's day: a bag comes and is received by its seal, its parcels are shelved, wait, and what nobody takes goes back. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StationDayTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    StationDay day;

    @Inject
    Pickups pickups;

    @Inject
    BagsComing coming;

    @Inject
    Accounts accounts;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void morning() {
        work.at(7, 0);
    }

    @AfterEach
    void nothingIsOutOfOrder() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aSealedBagIsReceivedWholeAndItsParcelsGoFromListToList() {
        Booked one = work.book(TOWN1, VILLAGE12);
        Booked two = work.book(StorageClass.DRY, 900, TOWN1, VILLAGE12);
        String bag = onTheWay("S-1001", one, two);
        assertThat(day.of(Work.keeper(VILLAGE12), VILLAGE12).bagsComing())
                .filteredOn(each -> each.sscc().equals(bag))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.seal()).isEqualTo("S-1001");
                    assertThat(each.parcels()).isEqualTo(2);
                    assertThat(each.state()).isEqualTo("ON_TRIP");
                    assertThat(each.arrivesAt()).isEqualTo(one.legs().getFirst().arrivesAt());
                });
        clock.set(one.legs().getFirst().arrivesAt());
        assertThat(work.answer(scan(RECEIVE, null, bag, "S-1001", null))).isEqualTo("ARRIVED");
        assertThat(differences(bag)).isZero();
        assertThat(barcodes(today().toUnpack())).contains(one.barcode(), two.barcode());
        assertThat(today().bagsComing()).extracting(Bags.Coming::sscc).doesNotContain(bag);
        for (Booked each : List.of(one, two)) {
            assertThat(work.does(UNBAG, VILLAGE12, each.barcode(), bag)).isEqualTo("READY");
        }
        assertThat(barcodes(today().toShelve())).contains(one.barcode(), two.barcode());
        assertThat(work.answer(scan(SHELVE, one, null, null, "甲-01"))).isEqualTo("READY");
        assertThat(today().waiting())
                .filteredOn(each -> each.barcode().equals(one.barcode()))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.shelf()).isEqualTo("甲-01");
                    assertThat(each.collectBy())
                            .isEqualTo(pickups.collectBy(one.orderId()).orElseThrow());
                });
        long before = today().cashInDrawerFen();
        assertThat(work.answer(work.handOver(VILLAGE12, two.barcode(), work.code(two), 900L)))
                .isEqualTo("HANDED_OVER");
        assertThat(today().cashInDrawerFen()).isEqualTo(before + 900);

        clock.set(pickups.collectBy(one.orderId()).orElseThrow());
        assertThat(barcodes(today().overdue())).doesNotContain(one.barcode());
        clock.set(work.now().plusMillis(1));
        assertThat(barcodes(today().overdue())).contains(one.barcode());
        assertThat(barcodes(today().waiting())).doesNotContain(one.barcode());
    }

    @Test
    void theKeeperIsToldOnceOfATripThatLeftWithBagsForHim() throws Exception {
        String phone = "139" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
        String keeper = accounts.register(phone, "cedar-4821-storm", "王站长");
        var scope = new Scope(Scope.Kind.NODE, VILLAGE12);
        accounts.grant(keeper, new Grant(Role.STATION_KEEPER, scope), "tester");
        work.at(20, 7, 0);
        coming.tell();
        Booked one = work.book(TOWN1, VILLAGE12);
        onTheWay("S-3001", one);
        try (var other = ApplicationContext.run(Map.copyOf(Room.properties()), "test")) {
            other.getBean(MovedClock.class).set(work.now());
            var there = other.getBean(BagsComing.class);
            var counts = Rivals.all(6, rival -> (rival % 2 == 0 ? coming : there).tell());
            assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        }
        assertThat(work.sql.list(
                        "SELECT kind FROM acc_notice WHERE account_id = ? AND kind = 'BAGS_COMING'",
                        row -> row.string("kind"),
                        keeper))
                .hasSize(1);
        accounts.revoke(keeper, new Grant(Role.STATION_KEEPER, scope), "tester");
    }

    @Test
    void anotherSealOpensADifferenceAndTheBagIsHereAllTheSame() {
        Booked one = work.book(TOWN1, VILLAGE12);
        String bag = onTheWay("S-2002", one);
        clock.set(one.legs().getFirst().arrivesAt());
        assertThat(work.answer(scan(RECEIVE, null, bag, "S-2003", null))).isEqualTo("ARRIVED");
        assertThat(differences(bag)).isEqualTo(1);
    }

    @Test
    void whatIsRefusedOrGoesBackAndWhatVillagersSendStandWithTheirDeparture() {
        work.at(10, 0);
        Booked sent = work.book(VILLAGE12, TOWN1);
        assertThat(today().toSend())
                .filteredOn(each -> each.barcode().equals(sent.barcode()))
                .singleElement()
                .satisfies(each -> assertThat(each.nextDeparture()).isNotNull());
        Booked refused = work.book(VILLAGE12);
        assertThat(work.does(PACK, VILLAGE12, refused.barcode(), null)).isEqualTo("READY");
        assertThat(work.answer(scan(REFUSE, refused, null, null, null))).isEqualTo("REFUSED");
        assertThat(barcodes(today().toSendBack())).contains(refused.barcode()).doesNotContain(sent.barcode());
    }

    @Test
    void isNobodyElses() {
        var problem = catchThrowableOfType(ProblemException.class, () -> day.of(Work.keeper(VILLAGE11), VILLAGE12));
        assertThat(problem.status()).isEqualTo(404);
    }

    private StationDay.Today today() {
        return day.of(Work.keeper(VILLAGE12), VILLAGE12);
    }

    private static List<String> barcodes(List<StationParcel> parcels) {
        return parcels.stream().map(StationParcel::barcode).toList();
    }

    private long differences(String bag) {
        return work.sql
                .one("SELECT COUNT(*) AS n FROM log_difference WHERE sscc = ?", row -> row.number("n"), bag)
                .orElseThrow();
    }

    private String onTheWay(String seal, Booked... parcels) {
        String bag = work.bag(TOWN1, VILLAGE12);
        for (Booked each : parcels) {
            assertThat(work.does(PACK, TOWN1, each.barcode(), null)).isEqualTo("AT_NODE");
            assertThat(work.does(BAG, TOWN1, each.barcode(), bag)).isEqualTo("AT_NODE");
        }
        assertThat(work.answer(at(TOWN1, SEAL, null, bag, seal, null))).isEqualTo("OPEN");
        clock.set(parcels[0].legs().getFirst().departsAt());
        assertThat(work.does(OUT, TOWN1, null, bag)).isEqualTo("ON_TRIP");
        return bag;
    }

    private Scan scan(ScanKind kind, Booked parcel, String bag, String seal, String place) {
        return at(VILLAGE12, kind, parcel, bag, seal, place);
    }

    private Scan at(String node, ScanKind kind, Booked parcel, String bag, String seal, String place) {
        return ScanDraft.of(work.ids.next(), "gun-1", kind, node)
                .madeAt(work.now())
                .parcel(parcel == null ? null : parcel.barcode())
                .bag(bag)
                .seal(seal)
                .place(place)
                .reason(kind == REFUSE ? "不要了" : null)
                .scan();
    }
}
