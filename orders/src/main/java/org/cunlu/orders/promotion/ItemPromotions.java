package org.cunlu.orders.promotion;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.orders.Apportion;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.PriceAsk;
import org.cunlu.orders.PriceStep;
import org.cunlu.orders.Priced;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotions;

/**
 * Each line takes the one item promotion that takes most off it, of equal ones that with the smallest id. A promotion whose
 * budget has not so much left as all its lines would take does nothing.
 */
@Singleton
class ItemPromotions implements PriceStep {
    private static final int WHOLE = 10_000;

    private final Promotions promotions;

    ItemPromotions(Promotions promotions) {
        this.promotions = promotions;
    }

    @Override
    public LineStep.Kind kind() {
        return LineStep.Kind.ITEM_PROMOTION;
    }

    @Override
    public Optional<Effect> prepare(PriceAsk ask, Priced cart) {
        Map<Promotion, List<Integer>> covered = new HashMap<>();
        List<Promotion> running = promotions.running(ask.now()).stream()
                .filter(each -> each.kind().item())
                .filter(each -> {
                    List<Integer> at = promotions.covered(each, cart);
                    covered.put(each, at);
                    return !at.isEmpty();
                })
                .toList();
        return running.isEmpty() ? Optional.empty() : Optional.of(priced -> apply(priced, running, covered));
    }

    private static Priced apply(Priced cart, List<Promotion> running, Map<Promotion, List<Integer>> covered) {
        List<Promotion> left = running;
        while (true) {
            var lines = new ArrayList<Priced.Line>();
            var sums = new HashMap<String, Long>();
            for (Priced.Line line : cart.lines()) {
                lines.add(best(line, lines.size(), left, covered, sums));
            }
            // One that cannot be afforded is left out, and the next best is looked for.
            List<Promotion> afforded = left.stream()
                    .filter(each -> each.affords(sums.getOrDefault(each.id(), 0L)))
                    .toList();
            if (afforded.size() == left.size()) {
                return cart.with(lines);
            }
            left = afforded;
        }
    }

    private static Priced.Line best(
            Priced.Line line,
            int at,
            List<Promotion> running,
            Map<Promotion, List<Integer>> covered,
            Map<String, Long> sums) {
        Promotion best = null;
        long most = 0;
        for (Promotion each : running) {
            long off = holds(each, line) && covered.get(each).contains(at) ? off(each, line) : 0;
            if (off > most) {
                best = each;
                most = off;
            }
        }
        if (best == null) {
            return line;
        }
        sums.merge(best.id(), most, Math::addExact);
        return best.take(line, LineStep.Kind.ITEM_PROMOTION, best.id(), most);
    }

    /** What was found in a flash sale or a group buy has that and no other; nothing else has it. */
    private static boolean holds(Promotion promotion, Priced.Line line) {
        return line.wish().flashId() == null
                ? !promotion.kind().keepsApart()
                : line.wish().flashId().equals(promotion.id());
    }

    /** @return what it takes off the line, at most what that costs; shares of a fen are the payer's */
    static long off(Promotion promotion, Priced.Line line) {
        Promotion.Terms terms = promotion.terms();
        long off = switch (promotion.kind()) {
            case PERCENT -> Apportion.part(line.netFen(), terms.offBps(), WHOLE);
            case AMOUNT -> Math.multiplyExact(Math.min(terms.offFen(), line.unitPriceFen()), line.quantity());
            case BUY_GET ->
                Math.multiplyExact(
                        line.unitPriceFen(), (long) (line.quantity() / (terms.buy() + terms.get())) * terms.get());
            case FLASH, GROUP ->
                Math.multiplyExact(
                        Math.max(0, line.unitPriceFen() - terms.apart().priceFen()), line.quantity());
            case TIERS, COUPON -> 0;
        };
        return Math.min(off, line.netFen());
    }
}
