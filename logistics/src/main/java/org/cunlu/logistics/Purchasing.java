package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.cunlu.logistics.Stock.SkuAtNode;

/** What is ordered from suppliers and has not come yet. */
public interface Purchasing {
    /**
     * Joins the caller's transaction.
     * @param supplierCode code of the supplier's shop
     * @param pieces by SKU, above 0
     * @param expectedOn null when nothing was agreed
     * @param gatheringId the collective purchase that it is for; null for none
     * @return the purchase order's id
     */
    String order(
            Node node,
            String supplierCode,
            Map<String, Long> pieces,
            @Nullable LocalDate expectedOn,
            String actor,
            @Nullable String gatheringId);

    /**
     * @return pieces still awaited of each SKU at each node; pairs without are absent. What is bought for a collective purchase is
     *     its stations': see {@link CrossDock#owed}
     */
    Map<SkuAtNode, Long> awaited(Collection<String> skuCodes, Collection<String> nodeCodes);

    /** @return those of these collective purchases of which something is still awaited */
    Set<String> open(Collection<String> gatheringIds);
}
