package org.cunlu.bench.promise;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import org.cunlu.bench.promise.PlainSearch.Question;
import org.cunlu.logistics.Promises;

/**
 * One change of the timetable on another thread while questions go on.
 * @param tookNanos from the change until a question is answered by the new tables
 * @param meanwhile nanoseconds of the questions asked until then
 */
record Changing(long tookNanos, Histogram meanwhile) {
    private static final Duration MOST = Duration.ofMinutes(1);

    double tookMillis() {
        return tookNanos / 1e6;
    }

    double meanwhileMillis(double percentile) {
        return meanwhile.getValueAtPercentile(percentile) / 1e6;
    }

    static Changing by(int minutes, Timetables timetables, Promises promises, List<Question> questions) {
        long begun = System.nanoTime();
        CompletableFuture<Long> changed = CompletableFuture.supplyAsync(() -> {
            timetables.change(minutes);
            Asking.ask(promises, questions.getFirst());
            return System.nanoTime();
        });
        var meanwhile = new Histogram(MOST.toNanos(), 3);
        for (int asked = 0; !changed.isDone(); asked++) {
            long before = System.nanoTime();
            Asking.ask(promises, questions.get(asked % questions.size()));
            meanwhile.recordValue(Math.min(System.nanoTime() - before, MOST.toNanos()));
        }
        return new Changing(changed.join() - begun, meanwhile);
    }
}
