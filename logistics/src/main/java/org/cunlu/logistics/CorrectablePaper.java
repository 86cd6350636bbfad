package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.logistics.PaperActs.PaperAct;

/**
 * A kind of paper whose acts can be put right: who keeps it corrects its lines together with the stock. All methods join the
 * caller's transaction.
 */
public interface CorrectablePaper {
    /** @return the kind of its acts' document, such as PURCHASE */
    String kind();

    /** @param lotCode empty when the line is of no lot @param status of its good pieces */
    record PaperLine(int lineNo, String skuCode, String lotCode, StockStatus status) {}

    /**
     * What the act should have said of a line.
     * @param lotCode null for the line's own, or for SKUs that are not tracked by lot
     * @param good pieces, 0 or more
     * @param damaged pieces, 0 or more; 0 for what is shipped
     */
    record Instead(
            int lineNo,
            @Nullable String lotCode,
            @Nullable LocalDate expiresOn,
            @Nullable LocalDate producedOn,
            long good,
            long damaged) {}

    /** Who says that it was wrong, and why. @param approver null when nobody had to sign */
    record Signed(String reason, String actor, @Nullable String approver) {}

    /** @return the paper's lines; whoever receives, ships or corrects waits until the transaction ends */
    List<PaperLine> lock(String paperId);

    /**
     * Takes the act back and writes what is right instead; what orders wait for follows. The paper is locked.
     * @param instead empty when nothing of it was true
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code stock-short} or {@code stock-bound} when the pieces are not there
     *     any more, {@code already-reversed}, and what receiving and shipping refuse
     */
    void correct(PaperAct wrong, Node node, List<Instead> instead, Signed signed);
}
