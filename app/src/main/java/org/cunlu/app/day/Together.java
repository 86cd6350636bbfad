package org.cunlu.app.day;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.cunlu.app.play.Unplayable;

/** Work of many people at once: a virtual thread for each, so many of them at a time. */
final class Together {
    private static final int AT_A_TIME = 12;

    private Together() {}

    /** @return answers in the order of what was given */
    static <T, R> List<R> each(Collection<T> all, Function<T, R> work) {
        var turn = new Semaphore(AT_A_TIME);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = all.stream()
                    .map(one -> threads.submit(() -> {
                        turn.acquire();
                        try {
                            return work.apply(one);
                        } finally {
                            turn.release();
                        }
                    }))
                    .toList();
            var answers = new ArrayList<R>();
            for (var task : started) {
                answers.add(task.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unplayable("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unplayable unplayable) {
                throw unplayable;
            }
            throw new Unplayable("somebody's work failed: " + e.getCause(), e);
        }
    }
}
