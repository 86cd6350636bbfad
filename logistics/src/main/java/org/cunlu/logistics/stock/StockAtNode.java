package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.logistics.NodeContents;

/** Stock that hinders a node's closing. */
@Singleton
class StockAtNode implements NodeContents {
    private final StockLedger ledger;

    StockAtNode(StockLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<Found> at(String nodeCode) {
        List<String> skus = ledger.skusAt(nodeCode);
        return skus.isEmpty()
                ? List.of()
                : List.of(new Found(What.STOCK, skus.size(), skus.subList(0, Math.min(NAMED_MAX, skus.size()))));
    }
}
