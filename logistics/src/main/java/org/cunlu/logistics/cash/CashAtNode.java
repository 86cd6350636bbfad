package org.cunlu.logistics.cash;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.logistics.NodeContents;

/** Cash that hinders a node's closing: in the drawer, or offered and still there. */
@Singleton
class CashAtNode implements NodeContents {
    private final TakenTable taken;
    private final HandoverTable bundles;

    CashAtNode(TakenTable taken, HandoverTable bundles) {
        this.taken = taken;
        this.bundles = bundles;
    }

    @Override
    public List<Found> at(String nodeCode) {
        List<HandoverTable.Handover> offered = bundles.offered(nodeCode);
        long fen = taken.drawer(nodeCode).stream()
                        .mapToLong(TakenTable.Day::fen)
                        .sum()
                + offered.stream().mapToLong(HandoverTable.Handover::offeredFen).sum();
        return fen == 0 && offered.isEmpty()
                ? List.of()
                : List.of(new Found(
                        What.CASH,
                        fen,
                        offered.stream()
                                .map(HandoverTable.Handover::handoverId)
                                .limit(NAMED_MAX)
                                .toList()));
    }
}
