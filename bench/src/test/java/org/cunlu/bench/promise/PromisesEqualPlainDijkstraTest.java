package org.cunlu.bench.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.cunlu.bench.promise.PlainSearch.Answer;
import org.cunlu.bench.promise.PlainSearch.Question;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promise.Kept;
import org.cunlu.logistics.Promise.Reason;
import org.cunlu.logistics.Promise.Refused;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Room;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.promise.PromiseEngine;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand questions on networks made by chance, under all rules at once: opening hours, handling times, both cut-offs,
 * days, validity and holidays of lines, room left between stops, storage classes, closed nodes, carriers at gateways and the
 * transfers allowed. The engine must answer what a plain Dijkstra over the time-expanded graph answers.
 */
class PromisesEqualPlainDijkstraTest {
    private static final int SMALL_NETWORKS = 160;
    private static final int PROVINCES = 10;
    private static final int QUESTIONS = 50;
    private static final int QUESTIONS_OF_PROVINCE = 200;
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final int MINUTES_OF_MONDAY = Math.toIntExact(MONDAY.toEpochDay()) * 24 * 60;

    private final long seed = Long.getLong("cunlu.test.seed", System.nanoTime());
    private final Map<Reason, Integer> refusals = new EnumMap<>(Reason.class);
    private int asked;
    private int ways;
    private int changes;

    @Test
    void agreesWithAPlainDijkstraOnTenThousandQuestions() {
        for (int i = 0; i < SMALL_NETWORKS; i++) {
            var random = new Random(seed + i);
            ask("network " + i, RandomNetwork.of(random, MONDAY), random, QUESTIONS);
        }
        for (int i = 0; i < PROVINCES; i++) {
            var random = new Random(seed - 1 - i);
            NetworkMap province = ProvinceLines.of(new Province.Shape(3, 12, 60), random.nextLong());
            ask("province " + i, RandomNetwork.madeOver(province, random, MONDAY), random, QUESTIONS_OF_PROVINCE);
        }
        System.out.printf(
                "PromisesEqualPlainDijkstraTest seed %d: %d questions, %d ways, %d changes, refused %s%n",
                seed, asked, ways, changes, refusals);
        assertThat(asked).isEqualTo(10_000);
        // Else it would prove little.
        assertThat(ways).isGreaterThan(asked / 4);
        assertThat(changes).isGreaterThan(ways / 4);
        assertThat(refusals)
                .containsKeys(Reason.NODE_NOT_OPEN, Reason.NO_CONNECTION, Reason.TOO_LARGE, Reason.CLASS_NOT_CARRIED);
    }

    private void ask(String network, NetworkMap map, Random random, int questions) {
        long rooms = random.nextLong();
        Room room = (line, date, stop) -> {
            var chance = new Random(rooms ^ line.code().hashCode() * 31L ^ date.toEpochDay() * 8191 ^ stop * 131L);
            double left = chance.nextInt(3) == 0 ? chance.nextDouble() : 1;
            long pieces = line.pieces() == null ? Long.MAX_VALUE : Math.round(left * line.pieces());
            return new Room.Left(Math.round(left * line.weightGrams()), Math.round(left * line.volumeCm3()), pieces);
        };
        int transfersMax = random.nextBoolean() ? PromiseEngine.TRANSFERS_MAX : random.nextInt(5);
        Promises promises = PromiseEngine.over(() -> map, room, transfersMax);
        var plain = new PlainSearch(map, room, transfersMax, MONDAY.minusDays(3), 18 + Timetable.HORIZON_DAYS);
        var way = new Way(map, room, transfersMax);
        List<String> codes =
                map.nodes().keySet().stream().sorted(Comparator.naturalOrder()).toList();
        for (int i = 0; i < questions; i++) {
            var question = new Question(
                    codes.get(random.nextInt(codes.size())),
                    codes.get(random.nextInt(codes.size())),
                    new Load(
                            1 + random.nextInt(random.nextInt(5) == 0 ? 12_000 : 1_000),
                            1 + random.nextInt(random.nextInt(5) == 0 ? 12_000 : 1_000),
                            1 + random.nextInt(3),
                            StorageClass.values()[random.nextInt(StorageClass.values().length)]),
                    MINUTES_OF_MONDAY + random.nextInt(7 * 24 * 60));
            compare(
                    "seed " + seed + ", " + network,
                    map,
                    question,
                    plain.find(question),
                    Asking.ask(promises, question),
                    way);
        }
    }

    private void compare(
            String network, NetworkMap map, Question question, Optional<Answer> plain, Promise promise, Way way) {
        asked++;
        int lead = map.nodes().get(question.to()).tier() == Node.Tier.GATEWAY
                ? Answers.leadMinutes(map, question.to())
                : 0;
        assertThat(Answers.differ(question, plain, promise, lead)).as(network).isNull();
        switch (promise) {
            case Kept kept -> {
                way.follow(question, kept.legs());
                ways++;
                changes += Math.max(0, kept.rides().size() - 1);
            }
            case Refused refused -> refusals.merge(refused.reason(), 1, Integer::sum);
        }
    }
}
