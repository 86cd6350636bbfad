package org.cunlu.web.station;

import jakarta.inject.Singleton;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.PickRounds;
import org.cunlu.logistics.PurchasesComing;
import org.cunlu.logistics.PuttingAway;
import org.cunlu.logistics.TransfersComing;

/** How much work with stock waits at a node. */
@Singleton
class StockTasks {
    private static final int MOST = 50;

    private final PurchasesComing purchases;
    private final TransfersComing transfers;
    private final PuttingAway shelf;
    private final PickRounds rounds;

    StockTasks(PurchasesComing purchases, TransfersComing transfers, PuttingAway shelf, PickRounds rounds) {
        this.purchases = purchases;
        this.transfers = transfers;
        this.shelf = shelf;
        this.rounds = rounds;
    }

    StockWork at(Caller caller, String node) {
        return new StockWork(
                purchases.awaited(caller, node, null, MOST).items().size(),
                transfers.awaited(caller, node, null, MOST).items().size(),
                shelf.loose(caller, node, null, MOST).items().size(),
                rounds.due(caller, node).size(),
                (int) rounds.rounds(caller, node, null, MOST).items().stream()
                        .filter(round -> !round.cancelled() && round.left() > 0)
                        .count());
    }
}
