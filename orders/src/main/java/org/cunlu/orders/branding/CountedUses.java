package org.cunlu.orders.branding;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.BrandQuota;
import org.cunlu.orders.BrandUse;
import org.cunlu.orders.BrandUses;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;

/** Sums by authorisation what lines hold. Lines keep what a piece took, so that as much goes back whatever changed since. */
@Singleton
class CountedUses implements BrandUses {
    private final OrderBook book;
    private final BrandQuota quota;

    CountedUses(OrderBook book, BrandQuota quota) {
        this.book = book;
        this.quota = quota;
    }

    @Override
    public boolean take(List<OrderLine> lines) {
        return quota.take(held(lines));
    }

    @Override
    public boolean takeAgain(Collection<String> orderIds) {
        return orderIds.isEmpty() || quota.take(held(lines(orderIds)));
    }

    @Override
    public void giveBack(Collection<String> orderIds) {
        if (!orderIds.isEmpty()) {
            quota.giveBack(held(lines(orderIds)));
        }
    }

    @Override
    public void giveBack(Map<OrderLine, Integer> pieces) {
        var amounts = new TreeMap<String, Long>();
        pieces.forEach((line, some) -> add(amounts, line.brand(), some));
        quota.giveBack(amounts);
    }

    private List<OrderLine> lines(Collection<String> orderIds) {
        return book.lines(orderIds).values().stream().flatMap(List::stream).toList();
    }

    private static Map<String, Long> held(List<OrderLine> lines) {
        var amounts = new TreeMap<String, Long>();
        lines.forEach(line -> add(amounts, line.brand(), line.quantity() - line.shortQuantity()));
        return amounts;
    }

    private static void add(Map<String, Long> amounts, BrandUse use, int pieces) {
        if (use != null && use.authorizationId() != null && pieces > 0) {
            amounts.merge(use.authorizationId(), Math.multiplyExact(use.perPiece(), pieces), Math::addExact);
        }
    }
}
