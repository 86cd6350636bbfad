package org.cunlu.logistics.picking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.cunlu.logistics.picking.Hall.HUB;
import static org.cunlu.logistics.picking.Hall.worker;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.PickLists;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.picking.Confirming.Pick;
import org.cunlu.logistics.picking.GivingBack.Return;
import org.cunlu.logistics.picking.Hall.Booked;
import org.cunlu.logistics.picking.PickLine.State;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parcels are waved by the departure they must make and picked line by line. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PickingTest implements TestPropertyProvider {
    @Inject
    Hall hall;

    @Inject
    Picking picking;

    @Inject
    PickLists lists;

    @Inject
    Transactions transactions;

    @Inject
    Audit audit;

    private String sku;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void aDay() {
        hall.newDay();
        sku = hall.sku(false);
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void parcelsAreKeptFromWavesByTwoAtOnceWithoutWaitingForEachOther() throws Exception {
        try (var other = Executors.newSingleThreadExecutor()) {
            Set<String> both = transactions.run(() -> {
                var kept = new HashSet<>(lists.keptFromWaves(StandInNetwork.COUNTY, Map.of("KEPT-1", "O1")));
                var theirs = other.submit(() ->
                        transactions.run(() -> lists.keptFromWaves(StandInNetwork.COUNTY, Map.of("KEPT-2", "O2"))));
                try {
                    kept.addAll(theirs.get(20, TimeUnit.SECONDS));
                } catch (ExecutionException | InterruptedException | TimeoutException e) {
                    throw new AssertionError("one waits for the other", e);
                }
                return kept;
            });
            assertThat(both).containsExactlyInAnyOrder("KEPT-1", "KEPT-2");
        }
    }

    @Test
    void whatMustLeaveFirstIsDueFirst() {
        hall.receive(sku, "", "A-1", 10);
        hall.order(Map.of(sku, 1L), HUB, StandInNetwork.GATEWAY);
        hall.order(sku, 1);
        hall.order(sku, 1);
        var due = hall.waves.due(worker("BOSS"), HUB).stream()
                .filter(each -> hall.day().equals(each.serviceDate()))
                .toList();
        assertThat(due)
                .extracting(Waves.Due::lineCode, Waves.Due::parcels, Waves.Due::missed)
                .containsExactly(tuple("HUB-T1", 2, false), tuple("HUB-OUT", 1, false));
        assertThat(Duration.between(due.getFirst().cutOffAt(), due.getFirst().departsAt()))
                .isEqualTo(Duration.ofMinutes(45));
        hall.at(11, 16);
        assertThat(hall.waves.due(worker("BOSS"), HUB).stream()
                        .filter(each -> hall.day().equals(each.serviceDate()) && each.missed())
                        .map(Waves.Due::lineCode))
                .containsExactly("HUB-T1");
    }

    @Test
    void aParcelIsInOneWaveHoweverManyRelease() throws Exception {
        hall.receive(sku, "", "A-1", 40);
        for (int i = 0; i < 40; i++) {
            hall.order(sku, 1);
        }
        var order = new Waves.Order(HUB, "HUB-T1", hall.day(), 25);
        var answers =
                Rivals.all(4, rival -> Hall.code(() -> hall.waves.release(worker("W" + rival), order, hall.key())));
        assertThat(answers).contains("done").allMatch(List.of("done", "nothing-due")::contains);
        while (Hall.code(() -> hall.waves.release(worker("W"), order, hall.key()))
                .equals("done")) {
            // The rest.
        }
        assertThat(hall.sql.list(
                        "SELECT p.barcode FROM log_wave_parcel p JOIN log_wave w ON w.wave_id = p.wave_id"
                                + " WHERE w.service_date = ? AND w.line_code = 'HUB-T1'",
                        row -> row.string("barcode"),
                        hall.day()))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void linesComeInWalkingOrderAndTwoPickersNeverGetTheSame() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var skus = List.of(sku, hall.sku(false), hall.sku(false));
        for (int i = 0; i < 3; i++) {
            hall.receive(skus.get(i), "", "C-" + (9 - i), 60);
        }
        int wanted = 0;
        for (int i = 0; i < 30; i++) {
            hall.order(Map.of(skus.get(random.nextInt(3)), 1L + random.nextInt(2)));
            wanted++;
        }
        String wave = hall.wave();
        var lists = Rivals.all(6, rival -> hall.take(wave, "P" + rival, 1 + random.nextInt(8)));
        var all = new ArrayList<PickLine>();
        lists.forEach(all::addAll);
        assertThat(all).extracting(PickLine::lineId).doesNotHaveDuplicates();
        lists.forEach(list -> assertThat(list).extracting(PickLine::bin).isSorted());
        // Until all is picked, each of the pickers in turn.
        for (int round = 0; round < 20; round++) {
            for (int p = 0; p < 6; p++) {
                String picker = "P" + p;
                hall.take(wave, picker, 5).forEach(line -> hall.pick(picker, line, line.pieces()));
            }
        }
        assertThat(hall.waves.told(wave).done()).isTrue();
        assertThat(hall.waves.told(wave).lines()).containsExactly(Map.entry(State.PICKED, (long) wanted));
    }

    @Test
    void takingAgainGivesTheSameListAndConfirmingAgainTheSameAnswer() {
        hall.receive(sku, "", "A-1", 5);
        Booked order = hall.order(sku, 2);
        String wave = hall.wave();
        var list = hall.take(wave, "P1", 5);
        assertThat(hall.take(wave, "P1", 5)).isEqualTo(list);
        assertThat(hall.take(wave, "P2", 5)).isEmpty();
        var pick = new Pick("gun-1", hall.key(), 2L, null, null, null, null);
        var first = hall.confirming.confirm(worker("P1"), list.getFirst().lineId(), pick);
        assertThat(hall.confirming.confirm(worker("P1"), list.getFirst().lineId(), pick))
                .isEqualTo(first);
        assertThat(hall.parts(sku)).containsExactly("A-1 AVAILABLE 3", "TOTE AVAILABLE 2");
        assertThat(hall.pack(order)).isEqualTo("AT_NODE");
        assertThat(hall.level(sku)).containsExactly(3L, 0L, 0L);
    }

    @Test
    void nobodyConfirmsAnothersLineOrMoreThanWasAsked() {
        hall.receive(sku, "", "A-1", 5);
        hall.order(sku, 2);
        String wave = hall.wave();
        PickLine line = hall.take(wave, "P1", 5).getFirst();
        assertThat(Hall.code(() -> hall.pick("P2", line, 2))).isEqualTo("line-not-yours");
        assertThat(Hall.code(() -> hall.pick("P1", line, 3))).isEqualTo("more-than-asked");
        hall.pick("P1", line, 2);
        assertThat(Hall.code(() -> hall.pick("P1", line, 2))).isEqualTo("line-not-yours");
    }

    @Test
    void aParcelIsNotPackedWhileLinesOfItAreOpen() {
        hall.receive(sku, "", "A-1", 5);
        Booked order = hall.order(sku, 2);
        String wave = hall.wave();
        assertThat(hall.pack(order)).isEqualTo("not-picked");
        PickLine line = hall.take(wave, "P1", 5).getFirst();
        assertThat(hall.pack(order)).isEqualTo("not-picked");
        hall.pick("P1", line, 2);
        assertThat(hall.pack(order)).isEqualTo("AT_NODE");
    }

    @Test
    void whatIsKilledBetweenPickAndPackIsNeitherLostNorTwice() {
        hall.receive(sku, "", "A-1", 5);
        Booked order = hall.order(sku, 2);
        String wave = hall.wave();
        hall.pick("P1", hall.take(wave, "P1", 5).getFirst(), 2);
        var before = hall.parts(sku);
        assertThatThrownBy(() -> hall.transactions.run(() -> {
                    picking.pick(order.orderId(), List.of(), "packer");
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(hall.parts(sku)).isEqualTo(before);
        assertThat(hall.pack(order)).isEqualTo("AT_NODE");
        assertThat(hall.pack(order)).isEqualTo("already-packed");
        assertThat(hall.level(sku)).containsExactly(3L, 0L, 0L);
    }

    @Test
    void aLineIsHandedBackAndWhatWasPickedIsPutBack() {
        hall.receive(sku, "", "A-1", 5);
        Booked order = hall.order(sku, 2);
        String wave = hall.wave();
        PickLine line = hall.take(wave, "P1", 5).getFirst();
        assertThat(hall.givingBack
                        .giveBack(worker("P1"), line.lineId(), new Return(null), hall.key())
                        .state())
                .isEqualTo(State.OPEN);
        assertThat(hall.parts(sku)).containsExactly("A-1 AVAILABLE 5");
        hall.pick("P2", hall.take(wave, "P2", 5).getFirst(), 2);
        hall.givingBack.giveBack(worker("P1"), line.lineId(), new Return("B-2"), hall.key());
        assertThat(hall.parts(sku)).containsExactly("A-1 AVAILABLE 3", "B-2 AVAILABLE 2");
        hall.take(wave, "P3", 5).forEach(each -> hall.pick("P3", each, each.pieces()));
        assertThat(hall.pack(order)).isEqualTo("AT_NODE");
    }

    @Test
    void aCancelledWaveLeavesItsParcelsToTheNext() {
        hall.receive(sku, "", "A-1", 9);
        Booked picked = hall.order(sku, 2);
        String first = hall.wave();
        hall.pick("P1", hall.take(first, "P1", 1).getFirst(), 2);
        hall.order(sku, 3);
        String second = hall.wave();
        hall.take(second, "P1", 5);
        var reason = new Waves.Cancellation("车坏了");
        assertThat(hall.waves.cancel(worker("BOSS"), second, reason, hall.key()).lines())
                .containsExactly(Map.entry(State.CANCELLED, 1L));
        hall.waves.cancel(worker("BOSS"), first, reason, hall.key());
        assertThat(Hall.code(() -> hall.waves.cancel(worker("BOSS"), first, reason, hall.key())))
                .isEqualTo("wave-over");
        assertThat(Hall.code(() -> hall.take(second, "P1", 5))).isEqualTo("wave-over");
        assertThat(hall.parts(sku)).containsExactly("A-1 AVAILABLE 7", "TOTE AVAILABLE 2");
        // What is picked already is not asked for again.
        String third = hall.wave();
        assertThat(hall.take(third, "P2", 5)).extracting(PickLine::pieces).containsExactly(3L);
        assertThat(hall.pack(picked)).isEqualTo("AT_NODE");
    }

    @Test
    void whatWasPickedForACancelledOrderIsPutBack() {
        hall.receive(sku, "", "A-1", 4);
        Booked picked = hall.order(sku, 2);
        Booked taken = hall.order(sku, 1);
        String wave = hall.wave();
        var list = hall.take(wave, "P1", 5);
        PickLine mine = list.stream()
                .filter(line -> line.orderId().equals(picked.orderId()))
                .findFirst()
                .orElseThrow();
        hall.pick("P1", mine, 2);
        assertThat(hall.cancel(picked)).isTrue();
        assertThat(hall.cancel(taken)).isTrue();
        PickLine other = list.stream().filter(line -> line != mine).findFirst().orElseThrow();
        assertThat(hall.pick("P1", other, 1).state()).isEqualTo(State.CANCELLED);
        assertThat(hall.givingBack.stranded(worker("P1"), HUB, null, 100).items())
                .extracting(PickLine::lineId)
                .contains(mine.lineId());
        // Nobody goes without what only waits to be put back.
        hall.order(sku, 4);
        var next = hall.take(hall.wave(), "P2", 5);
        PickLine known = next.stream().filter(PickLine::chosen).findFirst().orElseThrow();
        hall.pick("P2", known, known.pieces());
        PickLine unknown =
                next.stream().filter(line -> !line.chosen()).findFirst().orElseThrow();
        assertThat(Hall.code(() -> hall.pick("P2", unknown, 0))).isEqualTo("put-back-first");
        assertThat(hall.givingBack
                        .giveBack(worker("P1"), mine.lineId(), new Return(null), hall.key())
                        .state())
                .isEqualTo(State.CANCELLED);
        var again = hall.pick("P2", unknown, 0);
        assertThat(again.goesWithout()).isZero();
        assertThat(again.elsewhere()).extracting(PickLine::pieces).containsExactly(2L);
    }

    @Test
    void anothersNodeIsAbsentAndTheAttemptIsOnRecord() {
        hall.receive(sku, "", "A-1", 5);
        hall.order(sku, 2);
        String wave = hall.wave();
        PickLine line = hall.take(wave, "P1", 5).getFirst();
        var stranger = new Caller(
                "STRANGER" + hall.ids.next(),
                List.of(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, StandInNetwork.TOWN1))));
        assertThat(Hall.code(() -> hall.waves.due(stranger, HUB))).isEqualTo("not-found");
        assertThat(Hall.code(() -> hall.waves.own(stranger, wave, "logistics.wave-look")))
                .isEqualTo("not-found");
        assertThat(Hall.code(() -> hall.confirming.confirm(
                        stranger, line.lineId(), new Pick("gun-1", hall.key(), 2L, null, null, null, null))))
                .isEqualTo("not-found");
        assertThat(Hall.code(() -> hall.givingBack.giveBack(stranger, line.lineId(), new Return(null), hall.key())))
                .isEqualTo("not-found");
        assertThat(hall.sql.list(
                        "SELECT DISTINCT act FROM ker_trail WHERE actor = ?",
                        row -> row.string("act"),
                        stranger.accountId()))
                .containsExactlyInAnyOrder(
                        "logistics.wave-look.refused", "logistics.pick.refused", "logistics.pick-return.refused");
    }

    @Test
    void threeThousandParcelsAreWavedInBoundedTime() {
        var skus = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            skus.add(hall.sku(false));
            hall.receive(skus.getLast(), "", "Z-" + i, 1000);
        }
        for (int i = 0; i < 3000; i++) {
            hall.order(Map.of(skus.get(i % 30), 1L, skus.get((i * 7 + 1) % 30), 2L));
        }
        long start = System.nanoTime();
        String wave = hall.wave();
        var took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("3,000 parcels waved in " + took.toMillis() + " ms");
        assertThat(hall.waves.told(wave).parcels()).isEqualTo(3000);
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        start = System.nanoTime();
        assertThat(hall.take(wave, "P1", 100)).hasSize(100);
        System.out.println("100 lines taken in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        hall.waves.cancel(worker("BOSS"), wave, new Waves.Cancellation("够了"), hall.key());
    }
}
