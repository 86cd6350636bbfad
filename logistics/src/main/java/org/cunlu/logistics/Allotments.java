package org.cunlu.logistics;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Stock kept apart under an id of the caller's: for a live slot, a presale, a promotion. Orders draw from it by
 * {@link StockLine#allotmentId()} when they reserve, in the same statement that takes their other lines from the levels, and
 * give back into it while it is alive, else to what anybody may buy. All methods that change join the caller's transaction and
 * come late in it, as those of {@link Stock} do.
 */
public interface Allotments {
    /**
     * Keeps pieces apart; more under the same id are added to it.
     * @return false when fewer can be sold there: the caller must roll back
     * @throws RuntimeException when this allotment was freed before
     */
    boolean take(String allotmentId, String countyCode, StockLine line, String actor);

    /** Ends allotments: what no order holds may be bought by anybody. Repeating it changes nothing. @return pieces freed */
    long free(Collection<String> allotmentIds, String actor);

    /** Locks those that are alive at these levels until the transaction ends: before the levels' parts, as everybody does. */
    void lock(Collection<Stock.SkuAtNode> keys);

    /**
     * Takes pieces away that cannot be sold any more, of what no order drew; what is left of an allotment is fewer by them, and
     * they belong to nobody. Joins the caller's transaction.
     * @return pieces that were taken, at most so many
     */
    long cut(String countyCode, Stock.SkuAtNode key, long pieces, String actor);

    /** @return by id, how they stand; ids that took nothing are absent; one statement, none for none */
    Map<String, List<Standing>> standing(Collection<String> allotmentIds);

    /**
     * How an allotment stands at a node.
     * @param drawn what orders hold or got of it
     * @param freed what went back to what anybody may buy
     */
    record Standing(String skuCode, String nodeCode, long allotted, long drawn, long freed) {
        public long left() {
            return allotted - drawn - freed;
        }
    }
}
