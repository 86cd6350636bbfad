package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/**
 * Payouts of the operator's own county, by the statements of the newest closed period. What one operator proposes another
 * approves in the docket {@code payouts}; then the bank says of each what became of it.
 */
public interface PayoutDesk {
    /** The acts for which a second factor is asked for. */
    String PROPOSE = "orders.payout.propose";

    String FILE = "orders.payout.file";
    String PAID = "orders.payout.paid";
    String BOUNCED = "orders.payout.bounced";

    int NOTE_MAX = 200;

    /** How a batch stands. */
    enum BatchState {
        PROPOSED,
        APPROVED,
        DECLINED
    }

    /** How one payout stands. */
    enum State {
        LEFT_OUT,
        PLANNED,
        SENT,
        PAID,
        BOUNCED,
        DECLINED
    }

    record Batch(
            String batchId,
            int periodNo,
            BatchState state,
            String madeBy,
            Instant madeAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {}

    /**
     * @param why it was left out, a stable code
     * @param bank and tail (last four digits): the account it is planned for; null when there is none, or it was changed since
     */
    record Line(
            String payoutId,
            Party party,
            long fen,
            State state,
            @Nullable String why,
            @Nullable String bank,
            @Nullable String tail,
            String note,
            @Nullable Instant endedAt) {}

    /** The newest first. @param before id of a batch; null for the newest */
    Page<Batch> batches(Caller operator, @Nullable String before, int limit);

    Batch batch(Caller operator, String batchId);

    /** @param after id of a payout; null for the first */
    Page<Line> lines(Caller operator, String batchId, @Nullable String after, int limit);

    /**
     * Proposes a batch of all that may be paid.
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code nothing-to-pay}, {@code payout-under-way}
     */
    Batch propose(Caller operator);

    /** @return what the bank has still to pay of it, as a file for the bank; the look at the accounts is on record */
    byte[] file(Caller operator, String batchId);

    /** The bank paid it. */
    void paid(Caller operator, String batchId, String payoutId, String note);

    /**
     * It came back, says another than who proposed it: it is the party's again.
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code note-missing}; 409 {@code second-person-needed}
     */
    void bounced(Caller operator, String batchId, String payoutId, String note);
}
