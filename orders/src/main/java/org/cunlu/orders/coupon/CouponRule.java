package org.cunlu.orders.coupon;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.PlacingRule;

/** A coupon is used once: by one conditional statement for all of an order's, and is the buyer's again when no line has it. */
@Singleton
@Order(CouponRule.RANK)
class CouponRule implements PlacingRule {
    static final int RANK = 310;

    private final CouponTable coupons;

    CouponRule(CouponTable coupons) {
        this.coupons = coupons;
    }

    @Override
    public Answer take(List<Line> lines, Instant now) {
        Map<String, Integer> uses = uses(lines);
        if (uses.isEmpty() || coupons.use(lines.getFirst().accountId(), uses, now) == uses.size()) {
            return TAKEN;
        }
        // Asked once more, the quote says which one it is and why.
        return new Answer.Overtaken(ProblemException.of(
                409,
                "coupon-not-usable",
                "优惠券不可用 · A coupon cannot be used any more",
                "请换一张或不用券 · Choose another, or none"));
    }

    @Override
    public void giveBack(List<Line> lines) {
        Map<String, Integer> whole = uses(lines.stream()
                .filter(each ->
                        each.pieces() == each.line().quantity() - each.line().shortQuantity())
                .toList());
        if (!whole.isEmpty()) {
            coupons.giveBack(whole);
        }
    }

    /** Of whose last line all of the money went back, is the buyer's again; each line is written down, so that it counts once. */
    @Override
    public void takenBack(List<Returned> backs) {
        List<OrderLine> whole = backs.stream()
                .filter(back -> back.part().last())
                .map(Returned::line)
                .toList();
        Map<String, Integer> fewer = new TreeMap<>();
        for (OrderLine line : whole) {
            Set<String> of = of(line);
            of.forEach(id -> fewer.merge(id, 1, Integer::sum));
            coupons.takenBack(line, of);
        }
        if (!fewer.isEmpty()) {
            coupons.giveBack(fewer);
        }
    }

    @Override
    public void shared(List<Line> lines) {
        Map<String, Integer> more = uses(lines);
        if (!more.isEmpty()) {
            coupons.share(more);
        }
    }

    @Override
    public void emptied(List<Line> lines) {
        Map<String, Integer> fewer = uses(lines);
        if (!fewer.isEmpty()) {
            coupons.giveBack(fewer);
        }
    }

    /** @return how many lines hold each coupon, in id order */
    private static Map<String, Integer> uses(List<Line> lines) {
        var uses = new TreeMap<String, Integer>();
        for (Line each : lines) {
            of(each.line()).forEach(id -> uses.merge(id, 1, Integer::sum));
        }
        return uses;
    }

    private static Set<String> of(OrderLine line) {
        var of = new TreeSet<String>();
        for (LineStep step : line.steps()) {
            if (step.kind() == LineStep.Kind.COUPON) {
                of.add(step.ref().substring(step.ref().indexOf(':') + 1));
            }
        }
        return of;
    }
}
