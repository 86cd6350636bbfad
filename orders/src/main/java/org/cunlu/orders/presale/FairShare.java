package org.cunlu.orders.presale;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares a harvest out in whole pieces. Pure: the same orders and the same harvest give the same shares, whoever reckons them.
 * The sum of the shares is what was harvested, or what was ordered where there is enough; nobody gets more than he ordered.
 */
final class FairShare {
    private FairShare() {}

    /** An order. @param pieces above 0 */
    record Wanted(String orderId, long pieces) {
        Wanted {
            if (pieces <= 0) {
                throw new IllegalArgumentException("nothing was ordered: " + orderId);
            }
        }
    }

    /**
     * @param wanted in the order of placing, then of ids
     * @param harvested pieces, 0 or more
     * @return the share of each, 0 to what it ordered, in the same order
     */
    static Map<String, Long> of(CutRule rule, List<Wanted> wanted, long harvested) {
        if (harvested < 0) {
            throw new IllegalArgumentException("less than nothing was harvested: " + harvested);
        }
        long ordered = wanted.stream().mapToLong(Wanted::pieces).reduce(0, Math::addExact);
        if (rule == CutRule.FIRST_COME || harvested >= ordered) {
            return inTurn(wanted, harvested);
        }
        return harvested < wanted.size() ? oneEach(wanted, harvested) : inProportion(wanted, harvested, ordered);
    }

    private static Map<String, Long> inTurn(List<Wanted> wanted, long harvested) {
        var shares = new LinkedHashMap<String, Long>();
        long left = harvested;
        for (Wanted each : wanted) {
            long share = Math.min(left, each.pieces());
            shares.put(each.orderId(), share);
            left -= share;
        }
        return shares;
    }

    /** Not everybody can have one: whoever ordered most comes first, and of these whoever ordered first. */
    private static Map<String, Long> oneEach(List<Wanted> wanted, long harvested) {
        var shares = new LinkedHashMap<String, Long>();
        wanted.forEach(each -> shares.put(each.orderId(), 0L));
        wanted.stream()
                .sorted(Comparator.comparingLong(Wanted::pieces).reversed())
                .limit(harvested)
                .forEach(each -> shares.put(each.orderId(), 1L));
        return shares;
    }

    /** One piece each; of what is left each gets in proportion to his further pieces, by the largest remainder. */
    private static Map<String, Long> inProportion(List<Wanted> wanted, long harvested, long ordered) {
        long left = harvested - wanted.size();
        long further = ordered - wanted.size();
        var shares = new LinkedHashMap<String, Long>();
        record Rest(String orderId, long remainder) {}
        var rests = new ArrayList<Rest>();
        long given = 0;
        for (Wanted each : wanted) {
            long product = Math.multiplyExact(left, each.pieces() - 1);
            shares.put(each.orderId(), 1 + product / further);
            rests.add(new Rest(each.orderId(), product % further));
            given += product / further;
        }
        // The sort is stable: among equal remainders whoever ordered first comes first.
        rests.stream()
                .sorted(Comparator.comparingLong(Rest::remainder).reversed())
                .limit(left - given)
                .forEach(rest -> shares.merge(rest.orderId(), 1L, Long::sum));
        return shares;
    }
}
