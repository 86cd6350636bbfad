package org.cunlu.logistics;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Stock.SkuAtNode;

/**
 * What is ordered or on its way to a node and can be promised to orders before it is there. Each order waits under its own id,
 * for pieces of one or several lines of purchase orders and transfers; never is more promised of a line than is to come on it.
 * All methods that change join the caller's transaction and come before those of {@link Stock} in it. What orders wait for
 * stands in the view {@code log_expected_claim} (order_id, sku_code, node_code, pieces, arrived, waiting) as well, which an
 * invariant of another module may read; it is part of this interface.
 */
public interface ExpectedSupply {
    /** @param on the county's day @param free pieces promised to nobody, above 0 */
    record Coming(String skuCode, String nodeCode, LocalDate on, long free) {}

    /**
     * What an order is to wait for.
     * @param lines at one node
     * @param by the day by which all of it is expected; what comes later is not taken
     * @param giveUpOn last day on which it is waited for
     */
    record Waiting(List<StockLine> lines, LocalDate by, LocalDate giveUpOn) {
        public Waiting {
            lines = List.copyOf(lines);
        }
    }

    /** @return what is to come on or after a day, the earliest first; what nobody knows the day of is not told */
    List<Coming> coming(Collection<String> skuCodes, Collection<String> nodeCodes, LocalDate from);

    /** @return pieces promised to orders that wait, of each SKU at each node; pairs without are absent */
    Map<SkuAtNode, Long> promised(Collection<String> skuCodes, Collection<String> nodeCodes);

    /** @return the county's day on which the last of what each of these orders still waits for is expected; others are absent */
    Map<String, LocalDate> expectedOn(Collection<String> orderIds);

    /**
     * Promises all of it to all of these orders, or nothing.
     * @param waiting by order, which waits for nothing yet
     * @return false when others were quicker: the caller must roll back
     */
    boolean hold(String countyCode, Map<String, Waiting> waiting);

    /** The order is paid. Repeating it changes nothing. */
    void secure(String orderId);

    /** The order waits no more: what has not come is free for others. What came it gives back by {@link Stock#release}. */
    void release(String orderId);
}
