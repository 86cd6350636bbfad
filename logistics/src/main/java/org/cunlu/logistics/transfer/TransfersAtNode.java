package org.cunlu.logistics.transfer;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.logistics.NodeContents;

/** Transfers that hinder a node's closing: pieces under way belong to one of its ends. */
@Singleton
class TransfersAtNode implements NodeContents {
    private final TransferTable transfers;

    TransfersAtNode(TransferTable transfers) {
        this.transfers = transfers;
    }

    @Override
    public List<Found> at(String nodeCode) {
        return Found.of(What.TRANSFER, transfers.underWay(nodeCode));
    }
}
