package org.cunlu.logistics.release;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.RefillOrders;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLots;
import org.cunlu.logistics.ReserveLots.Refill;
import org.cunlu.logistics.ReserveRefill;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.release.DrawTable.Taken;
import org.cunlu.logistics.release.Release.Draw;
import org.cunlu.logistics.release.Release.Origin;

/** What a release took is put back by the holdings from which it was taken, and no more of it. */
@Singleton
class Refilling implements ReserveRefill {
    private final ReleaseTable table;
    private final DrawTable draws;
    private final ReserveLots lots;
    private final Reserves reserves;
    private final RefillOrders orders;
    private final Trail trail;

    Refilling(
            ReleaseTable table,
            DrawTable draws,
            ReserveLots lots,
            Reserves reserves,
            RefillOrders orders,
            Trail trail) {
        this.table = table;
        this.draws = draws;
        this.lots = lots;
        this.reserves = reserves;
        this.orders = orders;
        this.trail = trail;
    }

    @Override
    public Of of() {
        return Of.RELEASE;
    }

    @Override
    public void demand(String id, ReserveHolding holding, String skuCode, long grams) {
        // Intakes for one release take turns.
        table.lock(id)
                .filter(found -> found.refillDue() != null && found.refilledOn() == null)
                .orElseThrow(() -> refused("动用令不待补库 · This release waits for nothing"));
        Taken taken = draws.reserve(id).stream()
                .filter(each ->
                        each.holding().equals(holding.code()) && each.skuCode().equals(skuCode))
                .findFirst()
                .orElseThrow(() -> refused("动用令未从此承储动用此商品 · It took none of this from this holding"));
        // What waits for its inspection may pass it.
        if (came(taken, lots.refills(id), each -> each.takenGrams() + each.waitingGrams()) + grams > taken.grams()) {
            throw refused("多于待补数量 · More than is to be put back");
        }
    }

    private static long came(Taken taken, List<Refill> refills, ToLongFunction<Refill> grams) {
        return refills.stream()
                .filter(each -> each.contractId().equals(taken.holding())
                        && each.skuCode().equals(taken.skuCode()))
                .mapToLong(grams)
                .sum();
    }

    /** @return whether each holding has again what was taken of it */
    boolean whole(String id) {
        List<Refill> refills = lots.refills(id);
        return draws.reserve(id).stream().allMatch(taken -> came(taken, refills, Refill::takenGrams) >= taken.grams());
    }

    private static ProblemException refused(String title) {
        return ProblemException.of(409, "no-such-refill", title, null);
    }

    @Override
    public void came(String id, ReserveHolding holding, long grams, LocalDate day) {
        if (whole(id)) {
            refilled(id, day);
        }
    }

    /** @param id of a release that is whole again; joins the caller's transaction */
    void refilled(String id, LocalDate day) {
        if (table.refilled(id, day)) {
            orders.done(Of.RELEASE, id);
            trail.record("system", "logistics.release-refilled", id, null, day.toString());
        }
    }

    /** Drafts an order for each holding, of what was taken of it. Joins the transaction that takes it. */
    void order(String id, List<Draw> draws, LocalDate dueOn, String actor) {
        var byHolding = new TreeMap<String, Map<String, Long>>();
        draws.stream()
                .filter(draw -> draw.origin() == Origin.RESERVE)
                .forEach(draw -> byHolding
                        .computeIfAbsent(draw.holding(), _ -> new TreeMap<>())
                        .merge(draw.skuCode(), draw.pieces(), Long::sum));
        byHolding.forEach((holding, pieces) ->
                orders.draft(reserves.holding(holding).orElseThrow(), Of.RELEASE, id, "", pieces, dueOn, actor));
    }
}
