package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** What was ordered of suppliers and comes to one's own node, as whoever receives it sees it. */
public interface PurchasesComing {
    /**
     * A purchase order.
     * @param supplier its name; its code when it is unknown
     * @param expectedOn null when nothing was agreed
     * @param reserve whether it refills a reserve: its holder registers it, and nobody receives it here
     * @param open whether something is awaited
     */
    record Coming(
            String purchaseId,
            String nodeCode,
            String supplier,
            @Nullable LocalDate expectedOn,
            boolean reserve,
            boolean open,
            List<Line> lines) {
        public Coming {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Pieces of a SKU.
     * @param byLot whether each piece that comes has a lot
     * @param received good ones @param over good ones beyond the order, quarantined @param awaited that have not come
     */
    record Line(
            int lineNo,
            String skuCode,
            String goods,
            boolean byLot,
            long ordered,
            long received,
            long damaged,
            long over,
            long awaited) {}

    /** What came of a line, of one lot. @param lotCode null for SKUs that are not tracked by lot */
    record Came(
            int lineNo,
            @Nullable String lotCode,
            @Nullable LocalDate expiresOn,
            @Nullable LocalDate producedOn,
            long good,
            long damaged) {}

    /** Those that are awaited, the newest first. @throws org.cunlu.kernel.problem.ProblemException not found for another's node */
    Page<Coming> awaited(Caller caller, String node, @Nullable String cursor, int limit);

    /** @throws org.cunlu.kernel.problem.ProblemException not found, also for another node's */
    Coming one(Caller caller, String purchaseId);

    /**
     * Receives all or a part.
     * @param key the same again has no second effect
     * @throws org.cunlu.kernel.problem.ProblemException not found; 400 for a lot that is missing or does not fit; 409 {@code
     *     purchase-closed}, {@code purchase-draft}, {@code reserve-purchase}
     */
    Coming receive(Caller caller, String purchaseId, List<Came> came, String key);
}
