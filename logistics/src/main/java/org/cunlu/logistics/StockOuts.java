package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** What is to be had at a node by its policy, and of which there is nothing to sell. */
public interface StockOuts {
    /**
     * @param inTransit pieces on their way to it @param ordered pieces that were ordered for it
     * @param outDays of the last 28 days, those that ended with nothing to sell @param since first of the days without stock up to today
     */
    record Out(String nodeCode, String skuCode, long inTransit, long ordered, int outDays, LocalDate since) {}

    /**
     * Of all nodes at and below one, by node and SKU; a piece may have fewer than asked for although there are more.
     * @throws org.cunlu.kernel.problem.ProblemException 404 for another's node
     */
    Page<Out> outs(Caller caller, String under, @Nullable String cursor, @Nullable Integer limit);
}
