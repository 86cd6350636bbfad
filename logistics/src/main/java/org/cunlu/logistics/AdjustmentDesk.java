package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;

/** Stock that a node wrote up, down or off beyond what one signature may, for those over it: signed by somebody else, or rejected. */
public interface AdjustmentDesk {
    /** Life of an adjustment. */
    enum State {
        PROPOSED,
        POSTED,
        REJECTED
    }

    /** @param countId null when no count found it @param decidedBy null when nobody had to sign */
    @Serdeable
    record Adjustment(
            String adjustmentId,
            String nodeCode,
            What what,
            State state,
            String reason,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable String countId,
            @Nullable String actId,
            List<Line> lines) {
        public Adjustment with(List<Line> changes) {
            return new Adjustment(
                    adjustmentId,
                    nodeCode,
                    what,
                    state,
                    reason,
                    proposedBy,
                    proposedAt,
                    decidedBy,
                    countId,
                    actId,
                    changes);
        }

        public List<Change> changes() {
            return lines.stream().map(line -> line.change(nodeCode)).toList();
        }
    }

    /**
     * Pieces of one part that are written up or down.
     * @param lotCode null for SKUs that are not tracked by lot
     * @param owner null for our own
     * @param status null for AVAILABLE
     * @param bin null for none
     * @param pieces more when above 0, fewer when below
     */
    @Serdeable
    record Line(
            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String skuCode,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
            @Nullable @Pattern(regexp = StockOwner.PATTERN) String owner,
            @Nullable StockStatus status,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,24}") String bin,

            @NotNull @Min(-1_000_000_000L) @Max(1_000_000_000L)
            Long pieces) {
        public static Line of(Change change) {
            StockPart part = change.part();
            return new Line(
                    part.skuCode(),
                    part.lotCode().isEmpty() ? null : part.lotCode(),
                    part.owner().text(),
                    part.status(),
                    part.bin().isEmpty() ? null : part.bin(),
                    change.pieces());
        }

        public Change change(String node) {
            return new Change(
                    new StockPart(
                            skuCode,
                            node,
                            lotCode == null ? "" : lotCode,
                            owner == null ? StockOwner.OWN : new StockOwner(owner),
                            status == null ? StockStatus.AVAILABLE : status,
                            bin == null ? "" : bin),
                    pieces);
        }
    }

    /**
     * Those of a node, newest first.
     * @throws ProblemException {@code not-found} for another's node
     */
    Page<Adjustment> of(
            Caller caller, String node, @Nullable State state, @Nullable String cursor, @Nullable Integer limit);

    /** Those that wait for a second signature at any node of the caller's, newest first. */
    Page<Adjustment> waiting(Caller caller, @Nullable String cursor, int limit);

    /** @throws ProblemException {@code not-found} also for another's */
    Adjustment one(Caller caller, String adjustmentId);

    /**
     * Signs or rejects what another has proposed.
     * @throws ProblemException {@code not-found}; 403 {@code second-person-needed}; 409 {@code already-decided}
     */
    Adjustment decide(Caller caller, String adjustmentId, boolean approve, @Nullable String key);
}
