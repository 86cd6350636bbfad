package org.cunlu.bench.promise;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.cunlu.bench.promise.PlainSearch.Question;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;

/** One round of questions, asked one after another on one thread. */
final class Asking {
    private static final long NANOS_MAX = 60_000_000_000L;

    private Asking() {}

    /**
     * @param nanos per question
     * @param cpuNanos the same, but only while a core worked on it: what others do on the machine is not in it
     * @param tookNanos all of them
     * @param bytes allocated per question
     * @param kept promises
     */
    record Round(Histogram nanos, Histogram cpuNanos, long tookNanos, long bytes, int kept) {
        double micros(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1_000.0;
        }

        double cpuMicros(double percentile) {
            return cpuNanos.getValueAtPercentile(percentile) / 1_000.0;
        }

        double perSecond() {
            return nanos.getTotalCount() * 1e9 / tookNanos;
        }
    }

    static Round engine(Promises promises, List<Question> questions) {
        var nanos = new Histogram(NANOS_MAX, 3);
        var cpuNanos = new Histogram(NANOS_MAX, 3);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int kept = 0;
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long begun = System.nanoTime();
        for (Question question : questions) {
            long cpu = threads.getCurrentThreadCpuTime();
            long before = System.nanoTime();
            Promise promise = ask(promises, question);
            nanos.recordValue(Math.min(System.nanoTime() - before, NANOS_MAX));
            cpuNanos.recordValue(threads.getCurrentThreadCpuTime() - cpu);
            kept += promise instanceof Promise.Kept ? 1 : 0;
        }
        long took = System.nanoTime() - begun;
        return new Round(
                nanos, cpuNanos, took, (threads.getCurrentThreadAllocatedBytes() - bytes) / questions.size(), kept);
    }

    static Round plain(PlainSearch search, List<Question> questions) {
        var nanos = new Histogram(NANOS_MAX, 3);
        int kept = 0;
        long begun = System.nanoTime();
        for (Question question : questions) {
            long before = System.nanoTime();
            kept += search.find(question).isPresent() ? 1 : 0;
            nanos.recordValue(Math.min(System.nanoTime() - before, NANOS_MAX));
        }
        return new Round(nanos, nanos, System.nanoTime() - begun, 0, kept);
    }

    static Promise ask(Promises promises, Question question) {
        return promises.promise(question.from(), question.to(), question.load(), PlainSearch.instant(question.ready()));
    }
}
