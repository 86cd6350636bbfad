package org.cunlu.logistics;

import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;

/**
 * Stands beside the book of stock where pieces of a reserve are concerned; acts without any never reach it. Joins the
 * caller's transaction.
 */
public interface ReserveWatch {
    /**
     * Before anything is written.
     * @param changes all of the act
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code reserve-bound}, with a row in the trail: what mixes owners,
     *     or changes quantity, quality or place of a reserve, without its document
     */
    void demand(Act act, List<Change> changes);

    /**
     * Books what the act did, while its parts are locked and before its levels change.
     * @return claims that this opened, by level: nothing is sold there until they are settled
     */
    Map<SkuAtNode, Integer> moved(Act act, String actId, List<Change> changes);
}
