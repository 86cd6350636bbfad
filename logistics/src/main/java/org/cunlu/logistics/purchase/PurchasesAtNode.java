package org.cunlu.logistics.purchase;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.logistics.NodeContents;

/** Purchases that hinder a node's closing. */
@Singleton
class PurchasesAtNode implements NodeContents {
    private final PurchaseTable purchases;

    PurchasesAtNode(PurchaseTable purchases) {
        this.purchases = purchases;
    }

    @Override
    public List<Found> at(String nodeCode) {
        return Found.of(What.PURCHASE, purchases.awaited(nodeCode));
    }
}
