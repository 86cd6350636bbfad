package org.cunlu.orders.promotion;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.PriceAsk;
import org.cunlu.orders.PriceStep;
import org.cunlu.orders.Priced;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotions;

/**
 * 满减, of what lines cost after item promotions: the promotion that takes most off is taken first, then the next of lines that
 * none had yet. So each line has at most one, and each promotion is taken once.
 */
@Singleton
class OrderPromotions implements PriceStep {
    private final Promotions promotions;

    OrderPromotions(Promotions promotions) {
        this.promotions = promotions;
    }

    @Override
    public LineStep.Kind kind() {
        return LineStep.Kind.ORDER_PROMOTION;
    }

    @Override
    public Optional<Effect> prepare(PriceAsk ask, Priced cart) {
        List<Candidate> candidates = promotions.running(ask.now()).stream()
                .filter(each -> each.kind() == Promotion.Kind.TIERS)
                .map(each -> new Candidate(each, promotions.covered(each, cart)))
                .filter(each -> !each.at().isEmpty())
                .toList();
        return candidates.isEmpty() ? Optional.empty() : Optional.of(priced -> apply(priced, candidates));
    }

    private record Candidate(Promotion promotion, List<Integer> at) {
        /** @return of lines that none had yet */
        Candidate without(Set<Integer> had) {
            return new Candidate(
                    promotion, at.stream().filter(each -> !had.contains(each)).toList());
        }

        long off(Priced cart) {
            List<Priced.Line> lines = cart.lines();
            long sum =
                    at.stream().map(lines::get).mapToLong(Priced.Line::netFen).reduce(0, Math::addExact);
            long off = 0;
            for (Promotion.Tier tier : promotion.terms().tiers()) {
                if (sum >= tier.minFen()) {
                    off = Math.max(off, tier.offFen());
                }
            }
            return promotion.affords(off) ? Math.min(off, sum) : 0;
        }
    }

    private static Priced apply(Priced cart, List<Candidate> candidates) {
        Priced priced = cart;
        var left = new ArrayList<>(candidates);
        var had = new HashSet<Integer>();
        while (!left.isEmpty()) {
            Priced now = priced;
            // Of equal ones the first, and so that with the smallest id.
            Candidate best = left.stream()
                    .map(each -> each.without(had))
                    .max(Comparator.comparingLong((Candidate each) -> each.off(now))
                            .thenComparing(each -> each.promotion().id(), Comparator.reverseOrder()))
                    .orElseThrow();
            long off = best.off(priced);
            if (off == 0) {
                return priced;
            }
            priced = best.promotion()
                    .spread(
                            priced,
                            LineStep.Kind.ORDER_PROMOTION,
                            best.promotion().id(),
                            off,
                            best.at());
            had.addAll(best.at());
            left.removeIf(each -> each.promotion().id().equals(best.promotion().id()));
        }
        return priced;
    }
}
