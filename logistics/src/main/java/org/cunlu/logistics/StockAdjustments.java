package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.List;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;

/** Pieces are written up, down or off: at once within the limit of a node's day, above it when somebody else has signed. */
public interface StockAdjustments {
    /** @param state POSTED, or PROPOSED until somebody else decides */
    record Outcome(String adjustmentId, String state) {}

    /**
     * Joins the caller's transaction and comes last in it.
     * @param what ADJUSTED or SCRAPPED
     * @param countId the count that found it; null for none
     */
    Outcome propose(Node node, What what, List<Change> changes, String reason, String actor, @Nullable String countId);

    /** The same for what one person counted twice, since nobody else works there: it waits for somebody else's signature, however little. */
    Outcome proposeForSignature(
            Node node, What what, List<Change> changes, String reason, String actor, @Nullable String countId);

    /**
     * The same for what was not found where the books have it: it waits for a second signature also while orders hold the pieces,
     * and whoever signs settles those first.
     */
    Outcome proposeLater(Node node, What what, List<Change> changes, String reason, String actor);

    /** As that, unless the same person proposed the very same changes there and nobody has decided: then it is that one. */
    Outcome proposeOnce(Node node, What what, List<Change> changes, String reason, String actor);

    /**
     * Takes pieces that somebody else changes out of the same limit of the node's day; joins the caller's transaction.
     * @return false when there is not so much left of it: somebody else has to sign
     */
    boolean withinLimit(Node node, List<Change> changes);

    /**
     * Whoever adjusts anything at these nodes today waits until the caller's transaction has ended. For who goes on to lock
     * levels before he knows what differs; he has locked the parts.
     */
    void takeTurns(Collection<Node> nodes);
}
