package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.StationWork.ScanKind.UNLOAD;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.cunlu.logistics.StationWork.Batch;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Scans made without a network count from when they were made, whatever the scanner's clock says and however often they are sent. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptScansTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @AfterEach
    void auditIsClean() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void areAppliedInTheOrderOfTheirDeviceTimesAndAnsweredInTheOrderSent() {
        work.at(6, 0);
        Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        Instant packed = work.now().plusSeconds(60);
        Instant loaded = packed.plusSeconds(3_000);
        work.at(10, 0);
        var batch = List.of(
                made(OUT, VILLAGE11, booked, loaded, Duration.ZERO),
                new Scan("", "gun-1", packed, PACK, VILLAGE11, null, null, null, null, null, null, null),
                made(PACK, VILLAGE11, booked, packed, Duration.ZERO));
        var answer = send(batch, Duration.ZERO);
        assertThat(answer.results()).extracting(Work::told).containsExactly("ON_TRIP", "scan-invalid", "AT_NODE");
        assertThat(answer.notice()).isNull();
        // Its trip left at seven: had the scan counted from now, it would have missed it.
        assertThat(times(booked)).containsExactly("PACK " + packed, "OUT " + loaded);
    }

    @Test
    void areSafeToSendTwiceAlsoWithALaterSending() {
        work.at(6, 0);
        Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
        var batch = List.of(
                made(PACK, VILLAGE11, booked, work.now().plusSeconds(60), Duration.ZERO),
                made(OUT, VILLAGE11, booked, work.now().plusSeconds(1_800), Duration.ZERO));
        work.at(9, 0);
        assertThat(send(batch, Duration.ZERO).results())
                .extracting(result -> result.outcome())
                .containsOnly(Outcome.APPLIED);
        var before = work.kept(booked);
        work.at(9, 30);
        assertThat(send(batch, Duration.ZERO).results())
                .extracting(result -> result.outcome())
                .containsOnly(Outcome.REPEATED);
        assertThat(work.kept(booked)).isEqualTo(before);
    }

    @Test
    void ofAClockADayOffCountFromWhenTheyWereMadeAndItIsTold() {
        for (Duration off : List.of(Duration.ofDays(1), Duration.ofDays(-1), Duration.ofMinutes(6))) {
            work.at(6, 0);
            Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
            Instant packed = work.now().plusSeconds(60);
            work.at(8, 0);
            var answer = send(List.of(made(PACK, VILLAGE11, booked, packed, off)), off);
            assertThat(answer.results()).extracting(Work::told).containsExactly("AT_NODE");
            assertThat(answer.clockOffSeconds()).isEqualTo(off.toSeconds());
            assertThat(answer.notice()).contains(" · ").contains(off.isNegative() ? "behind" : "ahead");
            assertThat(times(booked)).containsExactly("PACK " + packed);
        }
        work.at(6, 0);
        assertThat(send(
                                List.of(made(PACK, VILLAGE11, work.book(VILLAGE11), work.now(), Duration.ZERO)),
                                Duration.ofMinutes(5))
                        .notice())
                .isNull();
    }

    @Test
    void ofTheFutureCountFromNowAndThoseTooOldDoNotCount() {
        work.at(6, 0);
        Booked ahead = work.book(VILLAGE11, TOWN1, VILLAGE12);
        Booked old = work.book(VILLAGE11, TOWN1, VILLAGE12);
        Instant now = work.now();
        var answer = send(
                List.of(
                        made(PACK, VILLAGE11, ahead, now.plus(Duration.ofDays(400)), Duration.ZERO),
                        made(PACK, VILLAGE11, old, now.minus(Duration.ofDays(7)).minusMillis(1), Duration.ZERO)),
                Duration.ZERO);
        assertThat(answer.results()).extracting(Work::told).containsExactly("AT_NODE", "too-old");
        assertThat(times(ahead)).containsExactly("PACK " + now);
    }

    @Test
    void sentTwiceAtOnceHaveOneEffectInWhateverOrderTheyComeIn() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KeptScansTest at once: seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 5; round++) {
            work.at(6, 0);
            Instant start = work.now();
            var batch = new ArrayList<Scan>();
            var parcels = IntStream.range(0, 4)
                    .mapToObj(i -> work.book(VILLAGE11, TOWN1, VILLAGE12))
                    .toList();
            for (Booked parcel : parcels) {
                batch.add(made(PACK, VILLAGE11, parcel, start.plusSeconds(60), Duration.ZERO));
                batch.add(made(OUT, VILLAGE11, parcel, start.plusSeconds(1_800), Duration.ZERO));
            }
            Collections.shuffle(batch, random);
            work.at(9, 0);
            var answers = Rivals.all(4, rival -> send(batch, Duration.ZERO));
            for (int i = 0; i < batch.size(); i++) {
                int row = i;
                assertThat(answers.stream()
                                .filter(answer -> answer.results().get(row).outcome() == Outcome.APPLIED))
                        .hasSize(1);
            }
            parcels.forEach(parcel -> assertThat(work.state(parcel)).isEqualTo("ON_TRIP"));
        }
    }

    @Test
    void ofTwoScannersAtBothEndsNeverMoveAParcelBackwards() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KeptScansTest both ends: seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            work.at(6, 0);
            Booked booked = work.book(VILLAGE11, TOWN1, VILLAGE12);
            work.does(PACK, VILLAGE11, booked.barcode(), null);
            Scan out = made(OUT, VILLAGE11, booked, work.now().plusSeconds(3_000), Duration.ZERO);
            work.at(8, 0);
            Scan unload = made(UNLOAD, TOWN1, booked, work.now().minusSeconds(60), Duration.ZERO);
            int first = random.nextInt(2);
            var answers = Rivals.all(
                    2,
                    rival -> work.desk
                            .scanKept(
                                    Work.keeper(rival == first ? VILLAGE11 : TOWN1),
                                    work.now(),
                                    List.of(rival == first ? out : unload))
                            .results()
                            .getFirst());
            assertThat(work.state(booked)).isEqualTo("AT_NODE");
            assertThat(answers.get(1 - first).outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(work.does(IN, TOWN1, booked.barcode(), null)).isEqualTo("not-on-trip");
        }
    }

    private Scan made(ScanKind kind, String node, Booked booked, Instant at, Duration off) {
        return new Scan(
                work.ids.next(),
                "gun-2",
                at.plus(off),
                kind,
                node,
                booked.barcode(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private Batch send(List<Scan> scans, Duration off) {
        return work.desk.scanKept(Work.keeper(VILLAGE11), work.now().plus(off), scans);
    }

    private List<String> times(Booked booked) {
        return work.sql.list(
                "SELECT what, at FROM log_custody WHERE barcode = ? AND what <> 'BOOK' ORDER BY seq",
                row -> row.string("what") + " " + row.instant("at"),
                booked.barcode());
    }
}
