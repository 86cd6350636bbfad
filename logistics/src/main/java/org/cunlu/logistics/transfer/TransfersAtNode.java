package org.cunlu.logistics.transfer;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.NodeContents;

/** Transfers that hinder a node's closing: pieces under way belong to one of its ends. */
@Singleton
class TransfersAtNode implements NodeContents {
    private final TransferTable transfers;
    private final Skus skus;

    TransfersAtNode(TransferTable transfers, Skus skus) {
        this.transfers = transfers;
        this.skus = skus;
    }

    @Override
    public Set<StorageClass> classesAt(String nodeCode) {
        return skus.find(transfers.skusComingTo(nodeCode)).values().stream()
                .map(Sku::storageClass)
                .collect(Collectors.toSet());
    }

    @Override
    public List<Found> at(String nodeCode) {
        return Found.of(What.TRANSFER, transfers.underWay(nodeCode));
    }
}
