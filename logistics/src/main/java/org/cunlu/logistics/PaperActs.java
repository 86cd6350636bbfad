package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Document;
import org.cunlu.logistics.StockBook.What;

/** What papers of the warehouse wrote into the stock, and how a wrong act of theirs is taken back. */
public interface PaperActs {
    /** @param reversal whether it takes another act back @param reversed whether it was taken back */
    record PaperAct(
            String actId,
            String countyCode,
            String nodeCode,
            What what,
            Document paper,
            String actor,
            Instant occurredAt,
            boolean reversal,
            boolean reversed,
            List<Change> changes) {
        public PaperAct {
            changes = List.copyOf(changes);
        }
    }

    /** @return the act; empty when there is none, or it belongs to no paper */
    Optional<PaperAct> find(String actId);

    /** @return at most this many, oldest first */
    List<PaperAct> of(String nodeCode, String paperId, int limit);

    /**
     * Takes all that an act moved back, linked to it and to its paper; joins the caller's transaction.
     * @param approver who signed beside the actor; null for nobody
     * @return the new act's id
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code already-reversed}, and those of {@link StockBook#post}
     */
    String reverse(PaperAct wrong, String reason, String actor, @Nullable String approver);
}
