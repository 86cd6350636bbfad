package org.cunlu.logistics.departure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cunlu.logistics.DepartureRoom.Held;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.standin.Rivals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Many hold, give back and move at once through two instances; what the tables have is what a plain map of it has. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoomRandomTest {
    private static final int THREADS = 8;
    private static final int STEPS = 60;

    private BusCounty county;
    private BusCounty other;

    @BeforeAll
    void open() {
        county = BusCounty.open("roomrandom").load();
        other = county.another();
    }

    @AfterAll
    void close() {
        other.close();
        county.close();
    }

    @Test
    void whatIsHeldIsWhatWasToldToBeAndNeverMoreThanThereIs() throws Exception {
        long seed = System.nanoTime();
        System.out.println("room random test, seed " + seed);
        List<Map<String, List<Leg>>> models = Rivals.all(THREADS, i -> run(i, new Random(seed + i)));
        var model = new HashMap<String, List<Leg>>();
        models.forEach(model::putAll);
        var held = new HashMap<String, List<Leg>>();
        county.room()
                .of(model.keySet())
                .forEach((holder, of) ->
                        held.put(holder, of.stream().map(Held::leg).toList()));
        model.values().removeIf(List::isEmpty);
        assertThat(held).as("seed %d", seed).isEqualTo(model);
        assertThat(county.violations()).as("seed %d", seed).isEmpty();
        county.free(model.keySet().toArray(String[]::new));
        assertThat(county.held("BUS-1", 0, 0)).as("seed %d", seed).containsExactly(0L, 0L, 0L);
        assertThat(county.violations()).as("seed %d", seed).isEmpty();
    }

    /** @return what each holder of this thread holds in the end */
    private Map<String, List<Leg>> run(int thread, Random random) {
        var model = new HashMap<String, List<Leg>>();
        var loads = new HashMap<String, Load>();
        for (int step = 0; step < STEPS; step++) {
            BusCounty at = random.nextBoolean() ? county : other;
            String holder = "t" + thread + "-" + random.nextInt(6);
            List<Leg> way = way(at, random);
            Load load = loads.computeIfAbsent(
                    holder, key -> new Load(1 + random.nextInt(4_000), 1 + random.nextInt(40_000)));
            if (model.getOrDefault(holder, List.of()).isEmpty()) {
                if (at.hold(holder, load, way.toArray(Leg[]::new))) {
                    model.put(holder, way);
                }
            } else if (random.nextInt(3) == 0) {
                at.free(holder);
                model.put(holder, List.of());
            } else if (at.move(holder, 0, 0, load, way.toArray(Leg[]::new))) {
                model.put(holder, way);
            }
        }
        return model;
    }

    private static List<Leg> way(BusCounty at, Random random) {
        int day = random.nextInt(2);
        String bus = random.nextBoolean() ? "BUS-1" : "BUS-2";
        return switch (random.nextInt(4)) {
            case 0 -> List.of(at.leg(bus, day, 0, 1));
            case 1 -> List.of(at.leg(bus, day, 1, 2));
            case 2 -> List.of(at.leg(bus, day, 0, 2));
            default -> new ArrayList<>(List.of(at.leg(bus, day, 0, 1), at.leg("VAN", day, 0, 1)));
        };
    }
}
