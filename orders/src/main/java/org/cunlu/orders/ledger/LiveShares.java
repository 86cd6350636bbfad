package org.cunlu.orders.ledger;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cunlu.kernel.money.Fen;
import org.cunlu.orders.LineShare;
import org.cunlu.orders.LiveUse;
import org.cunlu.orders.OrderLine;

/** What of an order's price is its live host's and the station's that helped to sell, by the shares that its lines froze. */
final class LiveShares {
    private LiveShares() {}

    /** @return fen by account, each line rounded half up; empty for what was sold elsewhere */
    static SortedMap<String, Long> of(List<OrderLine> lines) {
        var shares = new TreeMap<String, Long>();
        for (OrderLine line : lines) {
            LiveUse live = line.live();
            if (live != null) {
                long sold = LineShare.netFen(line, line.shortQuantity(), line.quantity() - line.shortQuantity());
                add(shares, Chart.hostPayable(live.hostId()), Fen.share(sold, live.hostBps()));
                if (live.stationNode() != null) {
                    add(shares, Chart.liveStationPayable(live.stationNode()), Fen.share(sold, live.stationBps()));
                }
            }
        }
        return shares;
    }

    private static void add(SortedMap<String, Long> shares, String account, long fen) {
        if (fen > 0) {
            shares.merge(account, fen, Math::addExact);
        }
    }

    static long sum(SortedMap<String, Long> shares) {
        return shares.values().stream().reduce(0L, Math::addExact);
    }
}
