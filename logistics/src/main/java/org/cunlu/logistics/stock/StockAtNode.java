package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.NodeContents;

/** Stock that hinders a node's closing. */
@Singleton
class StockAtNode implements NodeContents {
    private final StockLedger ledger;
    private final Skus skus;

    StockAtNode(StockLedger ledger, Skus skus) {
        this.ledger = ledger;
        this.skus = skus;
    }

    @Override
    public Set<StorageClass> classesAt(String nodeCode) {
        return skus.find(ledger.skusAt(nodeCode)).values().stream()
                .map(Sku::storageClass)
                .collect(Collectors.toSet());
    }

    @Override
    public List<Found> at(String nodeCode) {
        List<String> skus = ledger.skusAt(nodeCode);
        return skus.isEmpty()
                ? List.of()
                : List.of(new Found(What.STOCK, skus.size(), skus.subList(0, Math.min(NAMED_MAX, skus.size()))));
    }
}
