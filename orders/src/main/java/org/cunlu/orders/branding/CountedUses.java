package org.cunlu.orders.branding;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.BrandQuota;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.BrandUse;
import org.cunlu.orders.PlacingRule;

/**
 * What orders take of the quotas of regional brands: sums by authorisation what lines hold. Lines keep what a piece took, so that
 * as much goes back whatever changed since.
 */
@Singleton
@Order(CountedUses.RANK)
class CountedUses implements PlacingRule {
    static final int RANK = 100;

    private final BrandQuota quota;

    CountedUses(BrandQuota quota) {
        this.quota = quota;
    }

    @Override
    public Answer take(List<Line> lines, Instant now) {
        // Asked once more, the quote says which line it is; what still is free others have had three times.
        return quota.take(held(lines))
                ? TAKEN
                : new Answer.Overtaken(ProblemException.of(
                        409,
                        "brand-quota-used-up",
                        "品牌额度已用完 · The brand's quota is used up",
                        "请减少数量或稍后再试 · Take fewer or try later"));
    }

    @Override
    public void giveBack(List<Line> lines) {
        quota.giveBack(held(lines));
    }

    private static Map<String, Long> held(List<Line> lines) {
        var amounts = new TreeMap<String, Long>();
        for (Line each : lines) {
            BrandUse use = each.line().brand();
            if (use != null && use.authorizationId() != null) {
                amounts.merge(use.authorizationId(), Math.multiplyExact(use.perPiece(), each.pieces()), Math::addExact);
            }
        }
        return amounts;
    }
}
