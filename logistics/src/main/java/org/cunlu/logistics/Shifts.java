package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/**
 * Who answers for the drawer of a node, from when to when. It is counted by hand on both sides and held against the book; whoever
 * counts another sum says why. A node has one shift at a time.
 */
public interface Shifts {
    /**
     * A count of the drawer.
     * @param expectedFen what lay in it by the book @param countedFen by hand
     * @param why null where they are the same
     */
    @Serdeable
    record Count(
            Instant at,
            long expectedFen,
            long countedFen,
            @Nullable String why) {
        /** @return below 0 for what is missing */
        public long differenceFen() {
            return countedFen - expectedFen;
        }
    }

    /**
     * @param keeper his name as 张**
     * @param own whether it is the caller's
     * @param ended null while it runs
     * @param endedByAnother whether somebody else of the node ended it
     * @param handoverId bundle into which the drawer was given up at its end; null where it was not
     * @param handedFen what was given up by hand while it ran, its end included, and not put back
     */
    @Serdeable
    record Shift(
            String shiftId,
            String node,
            String keeper,
            boolean own,
            Count began,
            @Nullable Count ended,
            boolean endedByAnother,
            @Nullable String handoverId,
            long handedFen) {}

    /** @param countedFen by hand, 0 or more @param why needed where the book says otherwise */
    @Serdeable
    record Counted(long countedFen, @Nullable String why) {}

    /** @throws org.cunlu.kernel.problem.ProblemException 404 for another's node */
    Optional<Shift> running(Caller caller, String nodeCode);

    /**
     * @param cursor null for the newest
     * @throws org.cunlu.kernel.problem.ProblemException 404 for another's node
     */
    Page<Shift> of(Caller caller, String nodeCode, @Nullable String cursor, @Nullable Integer limit);

    /**
     * @return the shift; the same key, the same shift
     * @throws org.cunlu.kernel.problem.ProblemException 404 for another's node; 400 {@code difference-unexplained}; 409
     *     {@code shift-running}
     */
    Shift begin(Caller caller, String nodeCode, Counted counted, String key);

    /**
     * Ends one of the caller's node.
     * @param handIn whether all of the drawer is given up, as {@link CashHandovers#giveUp}
     * @throws org.cunlu.kernel.problem.ProblemException 404 for another node's; 400 {@code difference-unexplained}; 409
     *     {@code shift-ended}
     */
    Shift end(Caller caller, String shiftId, Counted counted, boolean handIn, String key);
}
