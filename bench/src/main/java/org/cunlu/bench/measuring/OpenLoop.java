package org.cunlu.bench.measuring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.measuring.ClosedLoop.Client;
import org.cunlu.bench.measuring.ClosedLoop.Turn;

/**
 * Turns begin at their own times, whether those before them are answered or not, as people come. Latencies are counted from when a turn
 * should have begun.
 */
public final class OpenLoop {
    /** Nobody was free to come: more clients are needed for this rate. */
    public static final String NOBODY_FREE = "nobody free";

    private static final long LATENCY_MAX_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final int DIGITS = 3;

    private OpenLoop() {}

    /** A turn that was begun at its time. @param micros until it was over */
    private record Ended(String outcome, long micros) {}

    /** @param clients each is asked for one turn at a time @return with the time until the last one was answered */
    public static Round run(List<? extends Client> clients, double perSecond, Duration length) {
        var free = new LinkedBlockingDeque<Client>(clients);
        var turns = new ArrayList<Future<Ended>>();
        long busy = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begun = System.nanoTime();
            long count = (long) (perSecond * length.toNanos() / 1e9);
            for (long i = 0; i < count; i++) {
                long due = begun + (long) (i * 1e9 / perSecond);
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                Client client = free.poll();
                if (client == null) {
                    busy++;
                    continue;
                }
                turns.add(threads.submit(() -> turn(client, free, due)));
            }
            return round(turns, busy, begun);
        }
    }

    private static Ended turn(Client client, LinkedBlockingDeque<Client> free, long due) {
        Turn turn = client.turn();
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
        free.add(client);
        return new Ended(turn.outcome(), micros);
    }

    private static Round round(List<Future<Ended>> turns, long busy, long begun) {
        var outcomes = new TreeMap<String, Long>();
        var micros = new Histogram(LATENCY_MAX_MICROS, DIGITS);
        if (busy > 0) {
            outcomes.put(NOBODY_FREE, busy);
        }
        try {
            for (Future<Ended> turn : turns) {
                Ended ended = turn.get();
                outcomes.merge(ended.outcome(), 1L, Long::sum);
                if (ended.outcome().equals(Turn.DONE)) {
                    micros.recordValue(Math.min(ended.micros(), LATENCY_MAX_MICROS));
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BrokenOff broken ? broken : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        }
        return new Round(Duration.ofNanos(System.nanoTime() - begun), outcomes, micros);
    }
}
