package org.cunlu.logistics.release;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLots;
import org.cunlu.logistics.ReserveRefill;

/** What a release took is put back by the holdings from which it was taken, and no more of it. */
@Singleton
class Refilling implements ReserveRefill {
    private final ReleaseTable table;
    private final DrawTable draws;
    private final ReserveLots lots;
    private final Trail trail;

    Refilling(ReleaseTable table, DrawTable draws, ReserveLots lots, Trail trail) {
        this.table = table;
        this.draws = draws;
        this.lots = lots;
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
        boolean drawn = draws.of(id).stream()
                .anyMatch(draw -> holding.code().equals(draw.holding())
                        && draw.origin() == Release.Origin.RESERVE
                        && draw.skuCode().equals(skuCode));
        if (!drawn) {
            throw refused("动用令未从此承储动用此商品 · It took none of this from this holding");
        }
        if (lots.refilledGrams(id) + grams > draws.reserveGrams(id)) {
            throw refused("多于待补数量 · More than is to be put back");
        }
    }

    private static ProblemException refused(String title) {
        return ProblemException.of(409, "no-such-refill", title, null);
    }

    @Override
    public void came(String id, ReserveHolding holding, long grams, LocalDate day) {
        if (lots.refilledGrams(id) >= draws.reserveGrams(id) && table.refilled(id, day)) {
            trail.record("system", "logistics.release-refilled", id, null, day.toString());
        }
    }
}
