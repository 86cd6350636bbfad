package org.cunlu.logistics;

import java.util.List;
import java.util.function.Supplier;

/** Finds tours. May be replaced: whatever it says goes through the {@link TourJudge}. */
public interface TourPlanner {
    /**
     * Searches until it is told that it is enough. The same problem, seed, threads and number of rounds give the same answer,
     * and a search that goes on longer never ends with a worse one.
     * @param from tours to begin with, which must be as the judge would have them; empty for none
     * @param threads searches at once, 1 or more
     * @return the best it came to; what it could not serve is in none
     */
    List<TourPlan.Order> plan(TourProblem problem, List<TourPlan.Order> from, long seed, int threads, Watch watch);

    /** Who looks on. Called by the searching threads. */
    interface Watch {
        /**
         * Asked again and again, some thousand times a second at most.
         * @param iterations that this thread has done
         */
        boolean enough(long iterations);

        /** Something better was found. Called by one thread at a time. */
        default void better(Best best) {}

        /** The same. @param orders makes them, while this is being told only */
        default void better(Best best, Supplier<List<TourPlan.Order>> orders) {
            better(best);
        }
    }

    /** @param cost with what is left out  @param iterations of the search that found it */
    record Best(int vehicles, int leftOut, double cost, long iterations) {}
}
