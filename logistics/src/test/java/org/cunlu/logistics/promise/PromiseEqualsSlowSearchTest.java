package org.cunlu.logistics.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Opening;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.StationShelves;
import org.cunlu.logistics.Timetable;
import org.junit.jupiter.api.Test;

/** Random small networks, asked at random moments: the quick search and the plain one must agree. */
class PromiseEqualsSlowSearchTest {
    private static final int NETWORKS = 150;
    private static final int QUESTIONS = 12;

    @Test
    void agreesOnRandomNetworks() {
        long seed = Long.getLong("cunlu.test.seed", System.nanoTime());
        System.out.println("PromiseEqualsSlowSearchTest seed " + seed);
        int ways = 0;
        int changes = 0;
        for (int n = 0; n < NETWORKS; n++) {
            var random = new Random(seed + n);
            NetworkMap map = network(random);
            var promises = new CountyPromises(() -> map, new WholeRoom(), node -> StationShelves.Filled.NOTHING, 7);
            var slow = new SlowSearch(map, SmallCounty.MONDAY, Timetable.HORIZON_DAYS + 8);
            for (int q = 0; q < QUESTIONS; q++) {
                String from = pick(random, map);
                String to = pick(random, map);
                if (from.equals(to)) {
                    continue;
                }
                LocalDateTime ready = SmallCounty.MONDAY.atStartOfDay().plusMinutes(random.nextInt(7 * 1440));
                String question = "seed " + seed + ", network " + n + ", " + from + " to " + to + " at " + ready;
                SlowSearch.Answer expected = slow.find(from, to, ready, Timetable.HORIZON_DAYS);
                Promise got = promises.promise(from, to, new Load(1, 1), instant(ready));
                if (expected == null) {
                    assertThat(got).as(question).isInstanceOf(Promise.Refused.class);
                    continue;
                }
                assertThat(got).as(question).isInstanceOf(Promise.Kept.class);
                var kept = (Promise.Kept) got;
                assertThat(kept.availableAt()).as(question).isEqualTo(instant(expected.reached()));
                assertThat(kept.legs()).as(question).hasSize(expected.rides());
                assertThat(kept.legs().getFirst().departsAt())
                        .as(question)
                        .isEqualTo(instant(expected.firstDeparture()));
                legsFit(question, map, kept.legs(), from, to);
                ways++;
                changes += kept.legs().size() - 1;
            }
        }
        System.out.println("ways found " + ways + ", changes " + changes);
        assertThat(ways).isGreaterThan(NETWORKS);
        assertThat(changes).isGreaterThan(NETWORKS / 2);
    }

    private static void legsFit(String question, NetworkMap map, List<Leg> legs, String from, String to) {
        String at = from;
        Instant free = Instant.MIN;
        for (Leg leg : legs) {
            assertThat(leg.fromNode()).as(question).isEqualTo(at);
            assertThat(leg.departsAt()).as(question).isAfterOrEqualTo(free).isBefore(leg.arrivesAt());
            Opening there = map.openings().get(leg.toNode());
            free = leg.arrivesAt().plusSeconds(60L * there.handlingMinutes());
            at = leg.toNode();
        }
        assertThat(at).as(question).isEqualTo(to);
    }

    private static NetworkMap network(Random random) {
        var county = new SmallCounty();
        int nodes = 3 + random.nextInt(5);
        for (int i = 0; i < nodes; i++) {
            var days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
            for (DayOfWeek day : DayOfWeek.values()) {
                if (random.nextInt(3) > 0) {
                    days.add(day);
                }
            }
            int opens = random.nextInt(10);
            int closes = opens + 3 + random.nextInt(11);
            String cutOff = random.nextBoolean() ? null : clock(60 * (opens + 1 + random.nextInt(2)));
            String code = i == 2 && random.nextInt(3) == 0 ? "planned" : "n" + i;
            county.node(
                    code,
                    clock(60 * opens),
                    clock(60 * closes),
                    cutOff,
                    10 * random.nextInt(7),
                    days.toArray(DayOfWeek[]::new));
        }
        var codes =
                new ArrayList<>(county.map().nodes().keySet().stream().sorted().toList());
        int lines = 2 + random.nextInt(7);
        for (int i = 0; i < lines; i++) {
            county.line("l" + i, days(random), null, null, 9_000, stops(random, codes));
        }
        return random.nextBoolean() ? county.map() : closed(county.map(), random);
    }

    private static NetworkMap closed(NetworkMap map, Random random) {
        var closures = new ArrayList<Closure>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            Line line = map.lines().get(random.nextInt(map.lines().size()));
            int stop = random.nextInt(line.stops().size() - 1);
            String node = line.stops().get(stop).nodeCode();
            String next = line.stops().get(stop + 1).nodeCode();
            Instant from = instant(SmallCounty.MONDAY.atStartOfDay().plusMinutes(10L * random.nextInt(1000)));
            Instant until = random.nextInt(4) == 0 ? null : from.plusSeconds(600L * (1 + random.nextInt(600)));
            closures.add(
                    switch (Closure.Kind.values()[random.nextInt(3)]) {
                        case NODE -> new Closure("c" + i, "c", Closure.Kind.NODE, node, null, null, from, until);
                        case ROAD -> new Closure("c" + i, "c", Closure.Kind.ROAD, node, next, null, from, until);
                        case LINE -> new Closure("c" + i, "c", Closure.Kind.LINE, null, null, line.code(), from, until);
                    });
        }
        return new NetworkMap(2, map.nodes(), map.openings(), map.lines(), map.leads(), closures);
    }

    private static String[] stops(Random random, List<String> codes) {
        var stops = new ArrayList<String>();
        // Whole ten minutes, so that equal times, and with them ties, are common. Some trips pass midnight.
        int now = 10 * random.nextInt(random.nextInt(4) == 0 ? 200 : 100);
        String last = "";
        int count = 2 + random.nextInt(4);
        while (stops.size() < count) {
            String code = codes.get(random.nextInt(codes.size()));
            if (code.equals(last)) {
                continue;
            }
            int depart = now + 10 * random.nextInt(2);
            stops.add(code + " " + clock(now) + " " + clock(depart));
            now = depart + 10 + 10 * random.nextInt(9);
            last = code;
        }
        return stops.toArray(String[]::new);
    }

    private static EnumSet<DayOfWeek> days(Random random) {
        var days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
        while (random.nextInt(4) > 0) {
            days.add(DayOfWeek.of(1 + random.nextInt(7)));
        }
        return days;
    }

    private static String pick(Random random, NetworkMap map) {
        List<String> open = map.nodes().values().stream()
                .filter(node -> node.open())
                .map(node -> node.code())
                .sorted()
                .toList();
        return open.get(random.nextInt(open.size()));
    }

    private static String clock(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static Instant instant(LocalDateTime time) {
        return time.atZone(CountyTime.ZONE).toInstant();
    }
}
