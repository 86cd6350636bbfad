package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.AfterSales.Done;
import org.cunlu.orders.AfterSales.Reason;
import org.cunlu.orders.AfterSales.Short;
import org.cunlu.orders.AfterSales.View;
import org.cunlu.orders.AfterSales.Wanted;

/** What a buyer asks for of his own orders after he has received them. Another's is as if it were not there. */
public interface BuyerAfterSales {
    /**
     * What may still be asked of an order.
     * @param lines those of which something may be
     * @param lateUntil until when the carriage may be claimed because it came late; null when it may not
     */
    record Askable(List<AskableLine> lines, @Nullable Instant lateUntil) {
        public boolean nothing() {
            return lines.isEmpty() && lateUntil == null;
        }
    }

    /**
     * @param pieces of which nothing was asked yet, 1 or more
     * @param piecesBack those of them that may go back or be exchanged; 0 for goods that do not
     * @param until for each reason for which there is still time, until when
     */
    record AskableLine(int lineNo, String name, int pieces, int piecesBack, Map<Reason, Instant> until) {}

    /** @throws ProblemException not found */
    Askable askable(String buyer, String orderId);

    /**
     * @return the id of the request
     * @throws ProblemException not found, also for another's order; 409 {@code not-received}, {@code window-over}, {@code
     *     too-many-pieces} (more than he received and did not ask for yet), {@code too-many-requests-of-order}, and those of what may
     *     be asked for which reason
     */
    String ask(String buyer, Wanted wanted, @Nullable String key);

    /** The newest first. */
    Page<Short> list(String buyer, @Nullable String cursor, @Nullable Integer limit);

    /** @return the requests about one of his orders, the newest first */
    List<Short> ofOrder(String buyer, String orderId);

    /** With the code to hand the goods in, while they are waited for. @throws ProblemException not found */
    View one(String buyer, String requestId);

    /** @return a JPEG @throws ProblemException not found */
    byte[] photo(String buyer, String requestId, String photoId);

    /** Takes what the seller offers instead. @throws ProblemException not found; 409 {@code no-offer} */
    Done takeOffer(String buyer, String requestId, @Nullable String key);

    /** To the county, after the seller has declined or offered too little. @throws ProblemException not found; 409 {@code seller-to-answer} */
    Done dispute(String buyer, String requestId, String words, @Nullable String key);

    /** @throws ProblemException not found; 409 {@code request-over}, {@code too-many-words} */
    Done say(String buyer, String requestId, String words, @Nullable String key);

    /** Until the goods are handed in. @throws ProblemException not found; 409 {@code goods-handed-in} */
    Done withdraw(String buyer, String requestId, @Nullable String key);
}
