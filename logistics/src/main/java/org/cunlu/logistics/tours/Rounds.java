package org.cunlu.logistics.tours;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.TourPlanner;
import org.cunlu.logistics.TourPlanner.Best;
import org.cunlu.logistics.TourProblem;

/**
 * Rounds of cooling, each twice as long as the one before and each from the best so far. So a search may be ended at any
 * moment, and one that goes on longer has first done all that a shorter one did.
 */
final class Rounds {
    /** Iterations of the first round, after which there is a plan worth showing. */
    private static final long FIRST = 10_000;
    /** Temperatures at the beginning of rounds in turn, in usual arcs: now and then a hot one leads out of a dead end. */
    private static final double[] HOT = {1, 5, 1, 2, 10, 2};

    private static final double COLD = 0.01;
    /** Part of a round in which fewer vehicles are tried. */
    private static final double FEWER = 1.0 / 3;

    private final Ground ground;
    private final TourPlanner.Watch watch;
    private final List<Cooling> searches = new ArrayList<>();
    private final int least;
    private Cooling best;
    private @Nullable Best told;

    Rounds(TourProblem problem, List<TourPlan.Order> from, long seed, int threads, TourPlanner.Watch watch) {
        this.ground = new Ground(problem);
        this.watch = watch;
        this.least = least(ground);
        var seeds = new SplittableRandom(seed);
        for (int i = 0; i < threads; i++) {
            var draft = new Draft(ground);
            draft.begin(from);
            searches.add(search(draft, seeds.split()));
        }
        best = searches.getFirst();
    }

    private Cooling search(Draft draft, SplittableRandom chance) {
        var self = new Cooling[1];
        self[0] = new Cooling(draft, chance, watch::enough, () -> better(self[0]));
        return self[0];
    }

    /** @return the vehicles that the loads alone ask for, where all vehicles are alike and each goes out once */
    private static int least(Ground ground) {
        if (ground.fleets > 1 || ground.fleet(0).tripsMax() > 1) {
            return 1;
        }
        long least = 1;
        for (int part = 0; part < ground.parts; part++) {
            long delivered = 0;
            long collected = 0;
            for (int task = 0; task < ground.tasks; task++) {
                delivered += ground.delivers[task * ground.parts + part];
                collected += ground.collects[task * ground.parts + part];
            }
            long most = ground.capacity[part];
            if (most > 0) {
                least = Math.max(least, Math.ceilDiv(Math.max(delivered, collected), most));
            }
        }
        return (int) least;
    }

    List<TourPlan.Order> run(Executor threads) {
        if (ground.tasks == 0) {
            return List.of();
        }
        searches.forEach(Cooling::begin);
        best = searches.stream()
                .reduce((one, other) -> other.beats(one) ? other : one)
                .orElseThrow();
        better(best);
        long length = FIRST;
        for (int round = 0; ; round++, length *= 2) {
            double hot = HOT[round % HOT.length] * ground.usualArc;
            long times = length;
            boolean whole = together(threads, search -> round(search, times, hot));
            best = searches.stream().reduce(best, (one, other) -> other.beats(one) ? other : one);
            if (!whole) {
                return orders(best);
            }
            for (Cooling search : searches) {
                if (search != best) {
                    search.begin(best);
                }
            }
        }
    }

    private List<TourPlan.Order> orders(Cooling search) {
        var draft = new Draft(ground);
        draft.begin(search.best());
        return draft.plan();
    }

    private boolean round(Cooling search, long times, double hot) {
        double cold = COLD * ground.usualArc;
        return (!ground.problem.fewestFirst() || search.fewer((long) (times * FEWER), ground.usualArc, cold, least))
                && search.cool(times, hot, cold);
    }

    private interface Part {
        boolean of(Cooling search);
    }

    private boolean together(Executor threads, Part part) {
        if (searches.size() == 1) {
            return part.of(searches.getFirst());
        }
        List<CompletableFuture<Boolean>> running = searches.stream()
                .map(search -> CompletableFuture.supplyAsync(() -> part.of(search), threads))
                .toList();
        boolean whole = true;
        try {
            for (CompletableFuture<Boolean> each : running) {
                whole &= each.join();
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        return whole;
    }

    private synchronized void better(Cooling search) {
        Best found = search.told();
        if (told == null || search.better(found, told)) {
            told = found;
            watch.better(found, () -> orders(search));
        }
    }
}
