package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.reactivestreams.Publisher;

/** Searches for tours, which go on by themselves: whoever asked may leave and come back. */
public interface TourSearches {
    /** Longest that one may take. */
    int SECONDS_MAX = 600;

    /** How far it is. */
    enum State {
        ASKED,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * A search.
     * @param seconds that it may take @param spentSeconds so far
     * @param costFen of the best so far, with what is left out; null before the first
     * @param leftOut stops that the best leaves out
     * @param taken whether the plan has what was found
     * @param problem code of what went wrong
     */
    record Search(
            String search,
            String plan,
            State state,
            boolean cancelled,
            int seconds,
            double spentSeconds,
            @Nullable Long costFen,
            @Nullable Integer vehicles,
            @Nullable Integer leftOut,
            boolean taken,
            @Nullable String problem) {
        public boolean over() {
            return state != State.ASKED && state != State.RUNNING;
        }
    }

    /**
     * @param seconds 1 to {@link #SECONDS_MAX} @param key the same again is done once; null for none
     * @throws ProblemException 409 {@code plan-changed}, {@code planner-busy}; 400 for what cannot be planned
     */
    Search ask(Caller caller, String plan, int version, int seconds, @Nullable String key);

    Search find(Caller caller, String search);

    /** @return the latest search for a plan */
    Optional<Search> latest(Caller caller, String plan);

    /** Ends it; the best so far is kept. Doing it again changes nothing. */
    Search cancel(Caller caller, String search);

    /** How it is now, each change within a second, and its end. @throws ProblemException 429 {@code too-many-watchers} */
    Publisher<Search> watch(Caller caller, String search);
}
