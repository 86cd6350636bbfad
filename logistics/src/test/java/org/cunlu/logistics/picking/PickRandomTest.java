package org.cunlu.logistics.picking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.picking.Hall.worker;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.picking.GivingBack.Return;
import org.cunlu.logistics.picking.Hall.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Several pickers wave, take, pick, find fewer, hand back, cancel and pack at random; the books balance after each round. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PickRandomTest implements TestPropertyProvider {
    private static final int ROUNDS = 6;
    private static final int PICKERS = 4;
    private static final int STEPS = 25;

    @Inject
    Hall hall;

    @Inject
    Audit audit;

    private final List<String> skus = new ArrayList<>();
    private final List<Booked> orders = new ArrayList<>();
    private final List<String> waves = new ArrayList<>();

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @Test
    void theBooksBalanceWhateverPickersDo() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var day = hall.newDay();
        for (int i = 0; i < 4; i++) {
            skus.add(hall.sku(true));
            for (int l = 0; l < 3; l++) {
                hall.receive(
                        skus.getLast(), hall.lot(skus.getLast(), day.plusDays(1 + random.nextInt(4))), "R-" + l, 15);
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < 8; i++) {
                book(random);
            }
            try {
                waves.add(hall.wave());
            } catch (ProblemException e) {
                assertThat(e.code()).isEqualTo("nothing-due");
            }
            var seeds = random.longs(PICKERS).toArray();
            Rivals.all(PICKERS, picker -> {
                work("P" + picker, new Random(seeds[picker]));
                return picker;
            });
            assertThat(audit.violations()).as("seed %s, round %s", seed, round).isEmpty();
        }
        orders.forEach(hall::pack);
        assertThat(audit.violations()).as("seed %s", seed).isEmpty();
        assertThat(hall.sql.list(
                        "SELECT order_id FROM log_pick_line WHERE wave_id IN ('" + String.join("','", waves)
                                + "') AND state IN ('OPEN', 'TAKEN') AND order_id IN (SELECT order_id FROM log_parcel"
                                + " WHERE state = 'AT_NODE')",
                        row -> row.string("order_id")))
                .isEmpty();
    }

    private void book(Random random) {
        var wanted = new TreeMap<String, Long>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            wanted.put(skus.get(random.nextInt(skus.size())), 1L + random.nextInt(4));
        }
        try {
            orders.add(hall.order(new HashMap<>(wanted)));
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("short");
        }
    }

    private void work(String picker, Random random) {
        for (int step = 0; step < STEPS; step++) {
            try {
                act(picker, random);
            } catch (ProblemException e) {
                // What rivals have made impossible meanwhile.
                assertThat(e.code())
                        .isIn(
                                "wave-over",
                                "line-not-yours",
                                "stock-bound",
                                "put-back-first",
                                "place-missing",
                                "stock-short",
                                "set-aside");
            }
        }
    }

    private void act(String picker, Random random) {
        String wave = waves.get(random.nextInt(waves.size()));
        switch (random.nextInt(10)) {
            case 0 -> hall.cancel(orders.get(random.nextInt(orders.size())));
            case 1 -> hall.pack(orders.get(random.nextInt(orders.size())));
            case 2 -> {
                if (random.nextInt(6) == 0) {
                    hall.waves.cancel(worker(picker), wave, new Waves.Cancellation("改线"), hall.key());
                }
            }
            case 3 -> {
                for (PickLine line : hall.givingBack
                        .stranded(worker(picker), Hall.HUB, null, 100)
                        .items()) {
                    hall.givingBack.giveBack(worker(picker), line.lineId(), new Return("R-9"), hall.key());
                }
            }
            case 4 -> {
                for (PickLine line : hall.take(wave, picker, 3)) {
                    hall.givingBack.giveBack(worker(picker), line.lineId(), new Return(null), hall.key());
                }
            }
            default -> {
                for (PickLine line : hall.take(wave, picker, 4)) {
                    boolean fewer = random.nextInt(8) == 0 || !line.chosen();
                    hall.pick(picker, line, fewer ? 0 : line.pieces());
                }
            }
        }
    }
}
