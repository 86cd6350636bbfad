package org.cunlu.logistics.replenish;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.cunlu.logistics.StockHistory.Day;
import org.cunlu.logistics.replenish.PolicyTable.Policy;

/**
 * What a node needs of a SKU.
 * @param sold pieces that left in the days looked at
 * @param outDays of them, days that ended with nothing to sell
 * @param demand what would have left had there been stock on all days, rounded up; {@code sold} when there never was any
 * @param promised to backorders, of what is in transit and ordered
 * @param projected free, in transit and ordered together, less what is promised
 * @param propose pieces to be ordered; 0 for none
 * @param urgent whether it has less than its minimum
 */
@Serdeable
record Need(
        String skuCode,
        long free,
        long inTransit,
        long ordered,
        long promised,
        long projected,
        long sold,
        int outDays,
        long demand,
        long propose,
        boolean urgent) {

    /** Knows no database. Days without stock say nothing of demand: they are left out of the average. */
    static Need of(Policy policy, long free, long inTransit, long ordered, long promised, List<Day> days) {
        long sold = days.stream().mapToLong(Day::gone).sum();
        int outDays = (int) days.stream().filter(Day::out).count();
        int inStock = days.size() - outDays;
        long demand = inStock == 0 ? sold : Math.ceilDiv(sold * days.size(), inStock);
        long projected = free + inTransit + ordered - promised;
        long target = policy.coverDays() == null
                ? policy.max()
                : Math.clamp(
                        Math.ceilDiv(demand * policy.coverDays(), Math.max(1, days.size())),
                        policy.reorderAt(),
                        policy.max());
        long propose = projected <= policy.reorderAt() ? Math.max(0, target - projected) : 0;
        return new Need(
                policy.skuCode(),
                free,
                inTransit,
                ordered,
                promised,
                projected,
                sold,
                outDays,
                demand,
                propose,
                projected < policy.min());
    }
}
