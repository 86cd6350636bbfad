package org.cunlu.bench.measuring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.cunlu.bench.calling.BrokenOff;

/**
 * So many clients, each of which begins its next turn when the one before is answered. What it cannot see is how long
 * people wait who come at their own times; its latencies are those of a saturated system.
 */
public final class ClosedLoop {
    private static final long LATENCY_MAX_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final int DIGITS = 3;
    /** After so many failures to be answered in a row a client gives up: the app is gone, and more tells nothing. */
    private static final int LOST_MAX = 10;

    private static final long LOST_PAUSE_MILLIS = 100;

    private ClosedLoop() {}

    /** What one client does again and again, on its own thread. */
    public interface Client {
        Turn turn();
    }

    /**
     * How a turn ended.
     * @param outcome {@link #DONE}, {@link #LOST}, or a short name of what was wrong
     * @param nanos what the measured part of it took
     */
    public record Turn(String outcome, long nanos) {
        public static final String DONE = "done";
        /** No answer at all. */
        public static final String LOST = "lost";

        public static Turn done(long nanos) {
            return new Turn(DONE, nanos);
        }
    }

    private record Tally(Map<String, Long> outcomes, Histogram micros) {}

    /** Runs all clients for so long, from when all of them are ready; each ends with a whole turn. */
    public static Round run(List<? extends Client> clients, Duration length) {
        var ready = new CountDownLatch(clients.size());
        var end = new CompletableFuture<Long>();
        var tallies = new ArrayList<Tally>();
        try (var threads = Executors.newFixedThreadPool(
                clients.size(), Thread.ofPlatform().name("client-", 1).factory())) {
            List<Future<Tally>> running = clients.stream()
                    .map(client -> threads.submit(() -> {
                        var tally = new Tally(new TreeMap<>(), new Histogram(LATENCY_MAX_MICROS, DIGITS));
                        ready.countDown();
                        return turns(client, tally, end.get());
                    }))
                    .toList();
            ready.await();
            long begun = System.nanoTime();
            end.complete(begun + length.toNanos());
            for (Future<Tally> client : running) {
                tallies.add(client.get());
            }
            return round(tallies, Duration.ofNanos(System.nanoTime() - begun));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BrokenOff broken ? broken : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        }
    }

    private static Tally turns(Client client, Tally tally, long end) throws InterruptedException {
        int lost = 0;
        while (System.nanoTime() - end < 0) {
            Turn turn = client.turn();
            tally.outcomes().merge(turn.outcome(), 1L, Long::sum);
            if (turn.outcome().equals(Turn.DONE)) {
                // A quick refusal is no quick order: only what was done counts.
                tally.micros().recordValue(Math.min(turn.nanos() / 1000, LATENCY_MAX_MICROS));
            }
            lost = turn.outcome().equals(Turn.LOST) ? lost + 1 : 0;
            if (lost == LOST_MAX) {
                break;
            }
            if (lost > 0) {
                Thread.sleep(LOST_PAUSE_MILLIS);
            }
        }
        return tally;
    }

    private static Round round(List<Tally> tallies, Duration took) {
        var outcomes = new TreeMap<String, Long>();
        var micros = new Histogram(LATENCY_MAX_MICROS, DIGITS);
        for (Tally tally : tallies) {
            tally.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
            micros.add(tally.micros());
        }
        return new Round(took, outcomes, micros);
    }
}
