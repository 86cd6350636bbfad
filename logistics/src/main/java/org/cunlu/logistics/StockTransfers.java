package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Change;

/** Goods on their way between two nodes of a county. */
public interface StockTransfers {
    /**
     * Ships pieces that stand at one node to another; joins the caller's transaction and comes last in it.
     * @param gatheringId the collective purchase that they come from; null for none
     * @param taken parts at {@code from} and pieces above 0
     * @return the transfer's id
     */
    String ship(
            Node from,
            Node to,
            List<Change> taken,
            String actor,
            @Nullable String reason,
            @Nullable String gatheringId);

    /** @return pieces on their way to each SKU and node; pairs without are absent */
    Map<SkuAtNode, Long> inTransit(Collection<String> skuCodes, Collection<String> toNodes);

    /** @param inTransit shipped, neither received nor written off yet */
    @Serdeable
    record TransferLine(
            int lineNo,
            String skuCode,
            String lotCode,
            String owner,
            StockStatus status,
            long shipped,
            long received,
            long damaged,
            long lost,
            long inTransit) {}

    /** @param state SHIPPED or DONE */
    @Serdeable
    record Transfer(
            String transferId,
            String fromNode,
            String toNode,
            String state,
            @Nullable String reason,
            Instant shippedAt,
            List<TransferLine> lines) {
        public Transfer {
            lines = List.copyOf(lines);
        }
    }
}
