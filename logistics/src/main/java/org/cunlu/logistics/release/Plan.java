package org.cunlu.logistics.release;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.cunlu.logistics.ParcelsToPack.Holding;
import org.cunlu.logistics.ReserveLots.Lot;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.release.Release.Draw;
import org.cunlu.logistics.release.Release.Line;
import org.cunlu.logistics.release.Release.Origin;
import org.cunlu.logistics.release.Release.Place;
import org.cunlu.logistics.release.Release.Share;

/**
 * What a release would do now.
 * @param takes by line and in the order in which they are drawn
 * @param sales by line, what of the sale stock is taken where
 */
record Plan(List<Share> shares, List<Take> takes, List<Sale> sales) {
    Plan {
        shares = List.copyOf(shares);
        takes = List.copyOf(takes);
        sales = List.copyOf(sales);
    }

    /** Pieces of a reserve's lot. */
    record Take(Line line, Lot lot, long pieces) {}

    /** Pieces of the sale stock at a node. @param calls orders that give way, and how many pieces of each */
    record Sale(Line line, SkuAtNode key, long pieces, List<Gives> calls) {
        Sale {
            calls = List.copyOf(calls);
        }
    }

    record Gives(Holding holding, long pieces) {}

    /** Pieces of a lot that are set aside for a line. */
    record Aside(int lineNo, SkuAtNode key, String lotCode, Origin origin, Lot reserve, long grams, long pieces) {}

    /** Deals what is set aside to the places, who is farthest first: his leaves first. */
    static List<Draw> deal(List<Aside> asides, List<Share> shares, List<Place> places) {
        var far = places.stream()
                .sorted(Comparator.comparingLong(Place::metres).reversed().thenComparing(Place::nodeCode))
                .map(Place::nodeCode)
                .toList();
        var draws = new ArrayList<Draw>();
        for (int lineNo : asides.stream().map(Aside::lineNo).distinct().toList()) {
            Deque<Aside> left = new ArrayDeque<>(
                    asides.stream().filter(each -> each.lineNo() == lineNo).toList());
            for (String place : far) {
                long wanted = shares.stream()
                        .filter(share ->
                                share.lineNo() == lineNo && share.nodeCode().equals(place))
                        .mapToLong(Share::pieces)
                        .sum();
                while (wanted > 0) {
                    Aside next = left.pop();
                    long some = Math.min(wanted, next.pieces());
                    draws.add(draw(next, place, some));
                    wanted -= some;
                    if (next.pieces() > some) {
                        left.push(new Aside(
                                lineNo,
                                next.key(),
                                next.lotCode(),
                                next.origin(),
                                next.reserve(),
                                next.grams(),
                                next.pieces() - some));
                    }
                }
            }
            if (!left.isEmpty()) {
                throw new IllegalStateException("more is set aside than is shared out: " + left);
            }
        }
        return draws;
    }

    private static Draw draw(Aside from, String place, long pieces) {
        Lot lot = from.reserve();
        return new Draw(
                from.lineNo(),
                place,
                from.key().nodeCode(),
                from.key().skuCode(),
                from.lotCode(),
                from.origin(),
                lot == null ? null : lot.programme(),
                lot == null ? null : lot.contractId(),
                lot == null ? null : lot.levelCode(),
                from.grams(),
                pieces,
                null);
    }
}
