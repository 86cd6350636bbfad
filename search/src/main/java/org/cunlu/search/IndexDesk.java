package org.cunlu.search;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** The index of offers, for who looks after it: how it is, made anew, and what it refuses. Each act is traced and may be said twice. */
public interface IndexDesk {
    /**
     * @param answersFrom who answers searches at this instance
     * @param chain version of fields and words that is in force here
     * @param refused how many offers cannot be found because the index refuses them
     */
    @Serdeable
    @Schema(name = "SearchIndexState")
    record State(Search.Source answersFrom, String chain, long refused, Progress rebuild) {}

    /** How the last one ended, or that one is under way. */
    @Schema(name = "SearchRebuildState")
    enum Rebuilding {
        IDLE,
        RUNNING,
        DONE,
        STOPPED,
        FAILED
    }

    /**
     * @param wanted whether one will begin within seconds
     * @param stopping whether the one under way is to end
     * @param chain version of fields and words that it is for
     * @param done offers looked at
     * @param startedAt real time
     */
    @Serdeable
    @Schema(name = "SearchRebuild")
    record Progress(
            Rebuilding state,
            boolean wanted,
            boolean stopping,
            @Nullable String chain,
            long done,
            long total,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /**
     * An offer that cannot be found because its document is refused.
     * @param again whether it is about to be tried again
     * @param firstAt real time
     */
    @Serdeable
    @Schema(name = "SearchRefusal")
    record Refusal(
            String offerId,
            long offerVersion,
            String reason,
            int attempts,
            boolean again,
            Instant firstAt,
            Instant lastAt) {}

    State state();

    /** Begins within seconds, at one instance; the present index answers until then. */
    void rebuild(Caller operator);

    /** What was filled so far is thrown away. Without one under way nothing happens. */
    void stop(Caller operator);

    /** @return by offer @throws org.cunlu.kernel.problem.ProblemException 400 {@code cursor-invalid} */
    Page<Refusal> refused(@Nullable String cursor, int limit);

    /**
     * Tries to write it now; when the index is away, it is tried again as soon as it is compared with the database.
     * @throws org.cunlu.kernel.problem.ProblemException 404 when it is refused no more; 503 {@code index-away}
     */
    void retry(Caller operator, String offerId);
}
