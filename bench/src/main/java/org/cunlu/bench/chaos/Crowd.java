package org.cunlu.bench.chaos;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** People who act again and again, each on a thread of his own, until they are asked to stand still. */
final class Crowd implements AutoCloseable {
    /** People think; and the machines are shared by those who are measured by what they keep, not by how fast. */
    private static final long BETWEEN_NANOS = 100_000_000;

    private final List<Runnable> turns;
    private final Consumer<Throwable> failed;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private List<Future<?>> acting = List.of();
    private volatile boolean going;

    /** @param turns one for each of them @param failed told of what nobody expected */
    Crowd(List<Runnable> turns, Consumer<Throwable> failed) {
        this.turns = List.copyOf(turns);
        this.failed = failed;
    }

    void go() {
        going = true;
        acting = turns.stream()
                .<Future<?>>map(turn -> threads.submit(() -> act(turn)))
                .collect(Collectors.toList());
    }

    /** Each ends the turn that he is in; returns when all have. */
    void standStill() throws InterruptedException {
        going = false;
        for (Future<?> one : acting) {
            try {
                one.get();
            } catch (ExecutionException e) {
                failed.accept(e.getCause());
            }
        }
    }

    private void act(Runnable turn) {
        while (going) {
            try {
                turn.run();
            } catch (RuntimeException e) {
                failed.accept(e);
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
    }

    @Override
    public void close() {
        going = false;
        threads.shutdownNow();
    }
}
