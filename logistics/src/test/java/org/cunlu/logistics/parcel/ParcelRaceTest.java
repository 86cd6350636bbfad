package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.BAG;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.UNBAG;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanResult;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two scanners, one parcel: one step is taken, and everybody gets an answer. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParcelRaceTest implements TestPropertyProvider {
    @Inject
    Work work;

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
    void ofTwoKeepersWhoLoadTheSameParcelOneDoes() throws Exception {
        for (int round = 0; round < 10; round++) {
            Booked booked = packed();
            var answers = Rivals.all(4, rival -> one(work.scan(OUT, VILLAGE11, booked.barcode(), null)));
            assertThat(applied(answers)).isEqualTo(1);
            assertThat(answers.stream().filter(answer -> "on-trip".equals(answer.code())))
                    .hasSize(3);
        }
    }

    @Test
    void theSameScanSentBySeveralAtOnceHasOneEffect() throws Exception {
        for (int round = 0; round < 10; round++) {
            Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
            Scan scan = work.scan(PACK, VILLAGE11, booked.barcode(), null);
            var answers = Rivals.all(6, rival -> one(scan));
            assertThat(applied(answers)).isEqualTo(1);
            assertThat(answers).allMatch(answer -> "AT_NODE".equals(answer.state()));
            assertThat(answers.stream().filter(answer -> answer.outcome() == Outcome.REPEATED))
                    .hasSize(5);
        }
    }

    @Test
    void packingAndWithdrawingAtOnceEndsInOneOfTheTwo() throws Exception {
        for (int round = 0; round < 10; round++) {
            Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
            var done = Rivals.all(
                    2,
                    rival -> rival == 0
                            ? one(work.scan(PACK, VILLAGE11, booked.barcode(), null))
                                            .outcome()
                                    == Outcome.APPLIED
                            : work.transactions.run(() -> work.shipments.withdraw(booked.orderId())));
            assertThat(done.stream().filter(one -> one)).hasSize(1);
            assertThat(work.state(booked)).isEqualTo(done.getFirst() ? "AT_NODE" : "WITHDRAWN");
        }
    }

    @Test
    void aParcelEndsInOneOfTwoBags() throws Exception {
        for (int round = 0; round < 10; round++) {
            Booked booked = packed();
            String one = work.bag(VILLAGE11, TOWN1);
            String other = work.bag(VILLAGE11, TOWN1);
            var answers =
                    Rivals.all(2, rival -> one(work.scan(BAG, VILLAGE11, booked.barcode(), rival == 0 ? one : other)));
            assertThat(applied(answers)).isEqualTo(1);
        }
    }

    @Test
    void aBagThatLeavesWhileItIsFilledTakesAllThatIsInIt() throws Exception {
        for (int round = 0; round < 8; round++) {
            String bag = work.bag(VILLAGE11, TOWN1);
            var parcels = IntStream.range(0, 4).mapToObj(i -> packed()).toList();
            work.does(BAG, VILLAGE11, parcels.getFirst().barcode(), bag);
            var answers = Rivals.all(
                    5,
                    rival -> rival == 0
                            ? one(work.scan(OUT, VILLAGE11, null, bag))
                            : one(work.scan(
                                    BAG, VILLAGE11, parcels.get(rival - 1).barcode(), bag)));
            assertThat(answers.getFirst().state()).isEqualTo("ON_TRIP");
            // Whoever came before the departure rides along, whoever came after it stays, in one state each.
            for (int i = 1; i < 4; i++) {
                boolean inside = answers.get(i + 1).outcome() == Outcome.APPLIED;
                assertThat(work.state(parcels.get(i))).isEqualTo(inside ? "ON_TRIP" : "AT_NODE");
            }
        }
    }

    @Test
    void scansInAnyOrderFromManyHandsLeaveALegalHistory() throws Exception {
        long seed = System.nanoTime();
        System.out.println("ParcelRaceTest any order: seed " + seed);
        var random = new Random(seed);
        var parcels = IntStream.range(0, 6).mapToObj(i -> packed()).toList();
        var bags = List.of(work.bag(VILLAGE11, TOWN1), work.bag(VILLAGE11, TOWN1));
        work.at(7, 0);
        var scans = new ArrayList<Scan>();
        for (Booked parcel : parcels) {
            String bag = bags.get(random.nextInt(2));
            scans.add(work.scan(BAG, VILLAGE11, parcel.barcode(), bag));
            scans.add(work.scan(UNBAG, VILLAGE11, parcel.barcode(), null));
            scans.add(work.scan(OUT, VILLAGE11, parcel.barcode(), null));
            scans.add(work.scan(UNBAG, TOWN1, parcel.barcode(), null));
            scans.add(work.scan(IN, TOWN1, parcel.barcode(), null));
        }
        bags.forEach(bag -> {
            scans.add(work.scan(OUT, VILLAGE11, null, bag));
            scans.add(work.scan(IN, TOWN1, null, bag));
        });
        Collections.shuffle(scans, random);
        var answers = Rivals.all(
                8,
                rival -> IntStream.range(0, scans.size())
                        .filter(i -> i % 8 == rival)
                        .mapToObj(i -> one(scans.get(i)))
                        .toList());
        assertThat(answers.stream().mapToInt(List::size).sum()).isEqualTo(scans.size());
    }

    private Booked packed() {
        Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("AT_NODE");
        return booked;
    }

    private ScanResult one(Scan scan) {
        return work.desk.scan(Work.keeper(scan.node()), List.of(scan)).getFirst();
    }

    private static long applied(List<ScanResult> answers) {
        return answers.stream()
                .filter(answer -> answer.outcome() == Outcome.APPLIED)
                .count();
    }
}
