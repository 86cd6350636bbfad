package org.cunlu.logistics.tours;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Executors;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.TourPlanner;
import org.cunlu.logistics.TourProblem;

/** Our own planner; nothing of an application is needed for it. */
@Singleton
public final class StringPlanner implements TourPlanner {
    @Override
    public List<TourPlan.Order> plan(
            TourProblem problem, List<TourPlan.Order> from, long seed, int threads, Watch watch) {
        if (threads == 1) {
            return new Rounds(problem, from, seed, 1, watch).run(Runnable::run);
        }
        try (var pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("tours-", 1).factory())) {
            return new Rounds(problem, from, seed, threads, watch).run(pool);
        }
    }
}
