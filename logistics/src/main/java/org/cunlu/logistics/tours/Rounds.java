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
import org.cunlu.logistics.TourProblem;

/**
 * Rounds, each twice as long as the one before and none forgetting the best so far. So a search may be ended at any
 * moment, and one that goes on longer has first done all that a shorter one did.
 */
final class Rounds {
    /** Iterations of the first round, after which there is a plan worth showing. */
    private static final long FIRST = 10_000;

    private final Ground ground;
    private final TourPlanner.Watch watch;
    private final List<Lives> searches = new ArrayList<>();
    private @Nullable Standing told;

    Rounds(TourProblem problem, List<TourPlan.Order> from, long seed, int threads, TourPlanner.Watch watch) {
        this.ground = new Ground(problem);
        this.watch = watch;
        int least = least(ground);
        var seeds = new SplittableRandom(seed);
        for (int i = 0; i < threads; i++) {
            var draft = new Draft(ground);
            draft.begin(from);
            searches.add(search(draft, least, seeds.split()));
        }
    }

    private Lives search(Draft draft, int least, SplittableRandom chance) {
        var self = new Lives[1];
        self[0] = new Lives(draft, least, chance, watch::enough, () -> better(self[0].cooling()));
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
        searches.forEach(Lives::begin);
        Standing best = best();
        searches.forEach(search -> better(search.cooling()));
        long length = FIRST;
        for (int round = 0; ; round++, length *= 2) {
            int now = round;
            long times = length;
            boolean whole = together(threads, search -> search.round(now, times));
            best = best();
            if (!whole) {
                return orders(best);
            }
            for (Lives search : searches) {
                search.know(best);
            }
        }
    }

    private Standing best() {
        return searches.stream()
                .map(Lives::best)
                .reduce((one, other) -> other.beats(one, ground.problem.fewestFirst()) ? other : one)
                .orElseThrow();
    }

    private List<TourPlan.Order> orders(Standing standing) {
        var draft = new Draft(ground);
        draft.begin(standing.orders());
        return draft.plan();
    }

    private interface Part {
        boolean of(Lives search);
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
        Standing found = search.best();
        if (told == null || found.beats(told, ground.problem.fewestFirst())) {
            told = found;
            watch.better(found.told(search.iterations()), () -> orders(found));
        }
    }
}
