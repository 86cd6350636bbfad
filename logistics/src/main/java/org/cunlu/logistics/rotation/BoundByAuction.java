package org.cunlu.logistics.rotation;

import jakarta.inject.Singleton;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.SetAside;
import org.cunlu.logistics.Stock.SkuAtNode;

/** Lots that went out to be auctioned are sold in no shop. */
@Singleton
class BoundByAuction implements SetAside {
    private final RotationTable table;
    private final Reserves reserves;

    BoundByAuction(RotationTable table, Reserves reserves) {
        this.table = table;
        this.reserves = reserves;
    }

    @Override
    public boolean holds(SkuAtNode key, String lotCode) {
        return reserves.lotsById(table.auctionedLots(key.skuCode())).values().stream()
                .anyMatch(lot ->
                        lot.nodeCode().equals(key.nodeCode()) && lot.lotCode().equals(lotCode));
    }
}
