package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Stock that is always explained. Each order holds its pieces under its own id: reserved before payment, allocated after.
 * All methods that change join the caller's transaction and must be called last in it, so that the hot rows are held
 * shortest; they do their work in a number of statements that does not grow with the lines.
 */
public interface Stock {
    /** @return pieces that can be sold now, by SKU and node; pairs without a level are absent */
    Map<SkuAtNode, Long> available(Collection<String> skuCodes, Collection<String> nodeCodes);

    /**
     * The same with the age of what would be picked, for whoever chooses between nodes: one statement for all of them.
     * @param today the county's; a lot that expired before it is not counted as the oldest
     */
    Map<SkuAtNode, Shelf> shelves(Collection<String> skuCodes, Collection<String> nodeCodes, LocalDate today);

    /**
     * Takes all lines of all orders or nothing, by one conditional statement in SKU order. An order that gave its pieces back
     * may take anew; one that holds some already may not.
     * @return false when any line is short: the caller must roll back
     */
    boolean reserve(String countyCode, Map<String, List<StockLine>> linesByOrder, boolean allocateAtOnce);

    /**
     * The same for pieces that come for orders which wait for them; an order may hold some already, and holds more then.
     * @param allocated whether these orders are paid; all that one holds is held alike
     */
    boolean takeMore(String countyCode, Map<String, List<StockLine>> linesByOrder, boolean allocated);

    /** Reserved becomes allocated, after payment. @return false when the order holds no reservation (given back already) */
    boolean allocate(String orderId);

    /** Gives back what an order still holds and has not been picked; repeating it changes nothing. */
    void release(String orderId);

    /**
     * Takes pieces off what an order has allocated, because they cannot be found; not last in the transaction, for what is
     * gone is written off after it.
     * @return false when it has fewer
     */
    boolean goWithout(String orderId, SkuAtNode key, long pieces);

    /**
     * What can be sold of a SKU at a node.
     * @param available pieces; below 0 when more was promised than there is
     * @param oldest last day of the lot that goes first; null when nothing of it spoils
     */
    record Shelf(long available, @Nullable LocalDate oldest) {}

    /** A SKU at a node. */
    record SkuAtNode(String skuCode, String nodeCode) {}
}
