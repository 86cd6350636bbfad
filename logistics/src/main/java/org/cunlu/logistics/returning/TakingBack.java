package org.cunlu.logistics.returning;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.GoodsBack;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.ReturnParcels;
import org.cunlu.logistics.Workplaces;

/** A keeper takes in what a buyer sends back, and it is a parcel on its way home. */
@Singleton
class TakingBack implements GoodsBack {
    static final String ACT = "logistics.return";

    private final ReturnTable table;
    private final ReturnParcels parcels;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    TakingBack(
            ReturnTable table,
            ReturnParcels parcels,
            Workplaces workplaces,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.parcels = parcels;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public String handIn(Caller keeper, Coming coming) {
        transactions.require();
        Node node = workplaces.own(keeper, coming.atNode(), ACT, Workplaces.HANDS);
        // A gateway is where carriers bring what comes from outside the county.
        if (node.tier() != Node.Tier.GATEWAY && !node.profile().offers(NodeProfile.Service.DROP_OFF)) {
            throw ProblemException.of(409, "no-drop-off", "本站不收寄 · Nothing is handed in at this node", null);
        }
        var known = table.find(coming.returnId());
        if (known.isPresent()) {
            return known.get().barcode();
        }
        String barcode = parcels.begin(new ReturnParcels.Begin(
                coming.returnId(),
                coming.countyCode(),
                node.code(),
                coming.homeNode(),
                coming.recipientId(),
                coming.pieces(),
                keeper.accountId()));
        table.insert(coming, barcode, keeper.accountId(), clock.instant());
        trail.record(keeper.accountId(), ACT, coming.returnId(), null, barcode + " at " + node.code());
        return barcode;
    }

    @Override
    public Optional<Standing> of(String returnId) {
        return table.find(returnId)
                .map(back -> new Standing(back.barcode(), back.atNode(), back.takenAt(), back.inspectedAt()));
    }
}
