package org.cunlu.orders.quoting;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.Supply;

/** Leaves out stock that may not be sent to a station. */
@Singleton
class Suppliers {
    private final Supply supply;
    private final Programmes programmes;

    Suppliers(Supply supply, Programmes programmes) {
        this.supply = supply;
        this.programmes = programmes;
    }

    /**
     * @param available by SKU and node; no two offers of one SKU share a node
     * @return what of it may be sent to the station now
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-supplied} when an offer has pieces, but none that may
     */
    Map<SkuAtNode, Long> may(List<Wish> wishes, Map<SkuAtNode, Long> available, String station, Instant now) {
        LocalDate today = CountyTime.date(now);
        var left = new HashMap<>(available);
        for (Wish wish : wishes) {
            programmes
                    .of(wish.offer())
                    .ifPresent(programme -> wish.offer().sourceNodes().stream()
                            .filter(node -> !supply.may(programme, node, station, today))
                            .forEach(node -> left.remove(new SkuAtNode(wish.skuCode(), node))));
            if (has(wish, available) && !has(wish, left)) {
                throw Refusals.notSupplied(wish.offer().id());
            }
        }
        return left;
    }

    private static boolean has(Wish wish, Map<SkuAtNode, Long> available) {
        return wish.offer().sourceNodes().stream()
                .anyMatch(node -> available.getOrDefault(new SkuAtNode(wish.skuCode(), node), 0L) > 0);
    }
}
