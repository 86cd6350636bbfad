package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What became of stock day by day, in the county's time, told from the movements. */
public interface StockHistory {
    /** @param gone pieces picked for orders or shipped to other nodes @param out whether nothing was free at its end */
    record Day(LocalDate date, long gone, boolean out) {}

    /** @param free pieces that nobody holds @param lastGone last day on which pieces were picked or shipped; null for never */
    record Shelf(
            String skuCode,
            long onHand,
            long free,
            @Nullable LocalDate lastGone) {}

    /** A shelf at a node. */
    record ShelfAt(String nodeCode, Shelf shelf) {}

    /** @return shelves with pieces at all nodes, by node and SKU, after this one */
    List<ShelfAt> everywhere(String afterNode, String afterSku, int limit);

    /** @return each of these SKUs with each day from {@code from} to {@code to}, both included; {@code to} is today */
    Map<String, List<Day>> days(String nodeCode, Collection<String> skuCodes, LocalDate from, LocalDate to);

    /** @return the parts from which an order's pieces were picked, with their pieces, above 0; empty while none were */
    List<StockBook.Change> picked(String orderId);

    /** @return SKUs with pieces at a node, in the order of their codes, after this one */
    List<Shelf> shelves(String nodeCode, @Nullable String afterSku, int limit);
}
