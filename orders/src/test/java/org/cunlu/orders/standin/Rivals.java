package org.cunlu.orders.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many who want something at the same moment. */
public final class Rivals {
    private Rivals() {}

    /** @param attempt of rival number 0 and up, all let go together @return what each got, by number */
    public static <T> List<T> all(int count, IntFunction<T> attempt) throws Exception {
        var start = new CyclicBarrier(count);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                int rival = i;
                running.add(threads.submit(() -> {
                    start.await();
                    return attempt.apply(rival);
                }));
            }
            var answers = new ArrayList<T>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }
}
