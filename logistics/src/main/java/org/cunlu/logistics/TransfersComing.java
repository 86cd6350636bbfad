package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** What other nodes ship to one's own, as whoever receives it sees it. */
public interface TransfersComing {
    /**
     * A transfer.
     * @param fromName of the node that ships
     * @param byLine whether it travels by line in units, which are received one by one; else somebody brings it himself
     * @param open whether something of it is in transit
     * @param lines what was shipped @param units in which it travels; none when it travels in none
     */
    record Coming(
            String transferId,
            String nodeCode,
            String fromName,
            Instant shippedAt,
            @Nullable String reason,
            boolean byLine,
            boolean open,
            List<Line> lines,
            List<Unit> units) {
        public Coming {
            lines = List.copyOf(lines);
            units = List.copyOf(units);
        }
    }

    /** Pieces of a lot. @param lotCode null for SKUs that are not tracked by lot @param inTransit neither received nor written off */
    record Line(
            int lineNo,
            String goods,
            @Nullable String lotCode,
            long shipped,
            long received,
            long damaged,
            long lost,
            long inTransit) {}

    /** A bag's worth of it. @param here whether it lies at the node, so that it can be opened @param opened whether it was @param lines with what was not found in it */
    record Unit(String barcode, boolean here, boolean opened, List<InUnit> lines) {
        public Unit {
            lines = List.copyOf(lines);
        }
    }

    /** @param missing packed and not found */
    record InUnit(int lineNo, String goods, @Nullable String lotCode, long packed, long missing) {}

    /** What came of a line. @param over more than was packed; only of units */
    record Came(int lineNo, long good, long damaged, long over) {}

    /** Those of which something is in transit, the newest first. @throws org.cunlu.kernel.problem.ProblemException not found for another's node */
    Page<Coming> awaited(Caller caller, String node, @Nullable String cursor, int limit);

    /** @throws org.cunlu.kernel.problem.ProblemException not found, also for another node's */
    Coming one(Caller caller, String transferId);

    /**
     * Receives all or a part of what somebody brought himself.
     * @param key the same again has no second effect
     * @throws org.cunlu.kernel.problem.ProblemException not found; 409 {@code more-than-shipped}, {@code receive-by-units}
     */
    void receive(Caller caller, String transferId, List<Came> came, String key);

    /**
     * Opens a unit: what is short, damaged or over is a difference.
     * @return whether anything was
     * @throws org.cunlu.kernel.problem.ProblemException not found; 409 {@code unit-not-here}, {@code more-than-packed}
     */
    boolean open(Caller caller, String node, String barcode, List<Came> came, String key);
}
