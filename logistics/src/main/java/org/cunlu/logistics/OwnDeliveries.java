package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** What was ordered of a supplier, for himself: what to confirm, what to bring where and when, and what came of it. */
public interface OwnDeliveries {
    /** How far an order is. */
    enum Part {
        /** Nobody said yet when it comes. */
        TO_CONFIRM,
        /** He said when it comes, and something of it is awaited. */
        TO_BRING,
        /** Nothing more is awaited. */
        OVER
    }

    /** @param expectedOn null when nothing was agreed @param lines in their order */
    record Delivery(
            String purchaseId,
            String supplier,
            String node,
            String nodeName,
            Part part,
            @Nullable LocalDate expectedOn,
            Instant orderedAt,
            List<Line> lines) {
        public Delivery {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Pieces of a SKU.
     * @param received good ones @param over good ones beyond the order
     * @param awaited that have not come; of an order that is over they will not come any more
     */
    record Line(String skuCode, String name, long ordered, long received, long damaged, long over, long awaited) {}

    /** The newest first. @param cursor null for the newest */
    Page<Delivery> list(Caller supplier, Part part, @Nullable String cursor, int limit);

    long count(Caller supplier, Part part);

    /** @throws org.cunlu.kernel.problem.ProblemException not found, also for another's */
    Delivery one(Caller supplier, String purchaseId);

    /**
     * Says when it comes; may be said anew while something is awaited.
     * @param key the same again has no second effect
     * @throws org.cunlu.kernel.problem.ProblemException not found, also for another's; 409 {@code purchase-draft}, {@code
     *     purchase-closed}
     */
    void confirm(Caller supplier, String purchaseId, LocalDate expectedOn, @Nullable String key);
}
