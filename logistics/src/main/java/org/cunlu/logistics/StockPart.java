package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import org.cunlu.logistics.Stock.SkuAtNode;

/**
 * A part of a level.
 * @param lotCode empty for SKUs that are not tracked by lot
 * @param bin empty when it was not put away
 */
@Serdeable
public record StockPart(
        String skuCode, String nodeCode, String lotCode, StockOwner owner, StockStatus status, String bin) {
    public StockPart {
        if (skuCode == null || nodeCode == null || lotCode == null || owner == null || status == null || bin == null) {
            throw new IllegalArgumentException("part of a level lacks something");
        }
    }

    /** Ours, good, in no bin. */
    public static StockPart own(SkuAtNode key, String lotCode) {
        return new StockPart(key.skuCode(), key.nodeCode(), lotCode, StockOwner.OWN, StockStatus.AVAILABLE, "");
    }

    public SkuAtNode key() {
        return new SkuAtNode(skuCode, nodeCode);
    }

    public StockPart with(StockStatus other) {
        return new StockPart(skuCode, nodeCode, lotCode, owner, other, bin);
    }

    public StockPart in(String otherBin) {
        return new StockPart(skuCode, nodeCode, lotCode, owner, status, otherBin);
    }

    /** The same pieces elsewhere, in no bin. */
    public StockPart at(String otherNode) {
        return new StockPart(skuCode, otherNode, lotCode, owner, status, "");
    }
}
