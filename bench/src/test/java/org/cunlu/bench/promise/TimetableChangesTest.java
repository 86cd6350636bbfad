package org.cunlu.bench.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cunlu.bench.promise.PlainSearch.Question;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Room;
import org.cunlu.logistics.promise.PromiseEngine;
import org.junit.jupiter.api.Test;

/** Questions go on while the timetable changes, and no answer mixes two timetables or two questions. */
class TimetableChangesTest {
    private static final int THREADS = 4;
    /** There and back, and there again: it ends with the other timetable than it began with. */
    private static final int CHANGES = 21;

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final Room WHOLE =
            (line, date, stop) -> new Room.Left(line.weightGrams(), line.volumeCm3(), Long.MAX_VALUE);

    @Test
    void everyAnswerIsOneOfTheOldOrOfTheNewTimetable() throws Exception {
        long seed = Long.getLong("cunlu.test.seed", System.nanoTime());
        System.out.println("TimetableChangesTest seed " + seed);
        NetworkMap before = ProvinceLines.of(new Province.Shape(3, 12, 60), seed);
        var timetables = new Timetables(before);
        timetables.change(7);
        NetworkMap after = timetables.current();
        List<Question> questions = new Questions(before, MONDAY, seed).some(300);
        List<Promise> old = answers(over(new Timetables(before)), questions);
        List<Promise> changed = answers(over(new Timetables(after)), questions);
        assertThat(changed).isNotEqualTo(old);
        Promises asked = over(timetables);
        var stop = new AtomicBoolean();
        var work = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < THREADS; i++) {
            int first = i;
            work.add(() -> {
                int answered = 0;
                for (int q = first; !stop.get(); q = (q + 1) % questions.size(), answered++) {
                    assertThat(Asking.ask(asked, questions.get(q)))
                            .as("seed " + seed)
                            .isIn(old.get(q), changed.get(q));
                }
                return answered;
            });
        }
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Integer>> running = work.stream().map(threads::submit).toList();
            for (int i = 0; i < CHANGES; i++) {
                timetables.change(i % 2 == 0 ? -7 : 7);
            }
            stop.set(true);
            for (Future<Integer> each : running) {
                assertThat(each.get()).isPositive();
            }
        }
        assertThat(answers(asked, questions)).isEqualTo(old);
    }

    private static Promises over(Timetables timetables) {
        return PromiseEngine.over(timetables, WHOLE, PromiseEngine.TRANSFERS_MAX);
    }

    private static List<Promise> answers(Promises promises, List<Question> questions) {
        return questions.stream()
                .map(question -> Asking.ask(promises, question))
                .toList();
    }
}
