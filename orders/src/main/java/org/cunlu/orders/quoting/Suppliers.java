package org.cunlu.orders.quoting;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Stock.Shelf;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.Supply;
import org.cunlu.orders.Wish;

/** Leaves out stock that may not be sent to a station. */
@Singleton
class Suppliers {
    private static final Shelf NOTHING = new Shelf(0, null);

    private final Supply supply;
    private final Trades trades;

    Suppliers(Supply supply, Trades trades) {
        this.supply = supply;
        this.trades = trades;
    }

    /**
     * @param shelves by SKU and node; no two offers of one SKU share a node
     * @return what of it may be sent to the station now
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-supplied} when an offer has pieces, but none that may
     */
    Map<SkuAtNode, Shelf> may(List<Wish> wishes, Map<SkuAtNode, Shelf> shelves, String station, Instant now) {
        Map<SkuAtNode, Shelf> left = only(wishes, shelves, station, now);
        for (Wish wish : wishes) {
            if (has(wish, shelves) && !has(wish, left)) {
                throw Refusals.notSupplied(wish.offer().id());
            }
        }
        return left;
    }

    /** The same, of which nothing may be left. */
    Map<SkuAtNode, Shelf> only(List<Wish> wishes, Map<SkuAtNode, Shelf> shelves, String station, Instant now) {
        LocalDate today = CountyTime.date(now);
        var left = new HashMap<>(shelves);
        for (Wish wish : wishes) {
            trades.of(wish.offer())
                    .programme()
                    .ifPresent(programme -> wish.offer().sourceNodes().stream()
                            .filter(node -> !supply.may(programme, node, station, today))
                            .forEach(node -> left.remove(new SkuAtNode(wish.skuCode(), node))));
        }
        return left;
    }

    private static boolean has(Wish wish, Map<SkuAtNode, Shelf> shelves) {
        return wish.offer().sourceNodes().stream()
                .anyMatch(node -> shelves.getOrDefault(new SkuAtNode(wish.skuCode(), node), NOTHING)
                                .available()
                        > 0);
    }
}
