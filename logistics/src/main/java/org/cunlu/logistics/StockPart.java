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
    /** Bins that begin so are no places on a shelf: nothing is put into them or picked from them by hand. */
    private static final String APART = "-";

    /** Where the books keep pieces that a picker did not find, until somebody has signed that they are gone. */
    public static final String MISSING = APART + "MISSING";

    private static final int BIN_MAX = 24;

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

    /** @return the tote that an order's pieces are set aside in between shelf and parcel */
    public static String tote(String orderId) {
        String bin = APART + orderId;
        if (bin.length() > BIN_MAX) {
            throw new IllegalArgumentException("id of an order is longer than a bin's name: " + orderId);
        }
        return bin;
    }

    /** @return whether they stand on no shelf: set aside for an order, or missing */
    public boolean apart() {
        return bin.startsWith(APART);
    }

    /** The same pieces elsewhere, in no bin. */
    public StockPart at(String otherNode) {
        return new StockPart(skuCode, otherNode, lotCode, owner, status, "");
    }

    /** What is over beside a reserve's pieces is none of it until an order says so; nor is it sold before somebody has looked. */
    public StockPart whenOver() {
        return owner.reserve()
                ? new StockPart(skuCode, nodeCode, lotCode, StockOwner.OWN, StockStatus.QUARANTINED, bin)
                : this;
    }
}
