package org.cunlu.orders.coupon;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.PriceAsk;
import org.cunlu.orders.PriceStep;
import org.cunlu.orders.Priced;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotions;
import org.cunlu.orders.coupon.CouponRefusals.Reason;

/**
 * What the buyer's coupons take off: at most one of each issuer, sellers' first and the county's last, each of what its goods
 * cost by then. One that cannot be used is refused, never left out in silence.
 */
@Singleton
class CouponStep implements PriceStep {
    private final CouponTable coupons;
    private final Promotions promotions;

    CouponStep(CouponTable coupons, Promotions promotions) {
        this.coupons = coupons;
        this.promotions = promotions;
    }

    @Override
    public LineStep.Kind kind() {
        return LineStep.Kind.COUPON;
    }

    private record Use(String couponId, Promotion promotion, List<Integer> at) {}

    @Override
    public Optional<Effect> prepare(PriceAsk ask, Priced cart) {
        List<String> wanted = ask.who().coupons();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        var his = new HashMap<String, Held>();
        if (ask.who().accountId() != null) {
            coupons.find(ask.who().accountId(), wanted).forEach(each -> his.put(each.couponId(), each));
        }
        Map<String, Promotion> running = new HashMap<>();
        promotions.running(ask.now()).forEach(each -> running.put(each.id(), each));
        var uses = new ArrayList<Use>();
        var issuers = new HashSet<Optional<String>>();
        for (String id : wanted) {
            Held coupon = his.get(id);
            if (coupon == null) {
                throw CouponRefusals.notUsable(id, Reason.UNKNOWN);
            }
            if (coupon.state() == Held.State.USED) {
                throw CouponRefusals.notUsable(id, Reason.USED);
            }
            if (!coupon.validUntil().isAfter(ask.now())) {
                throw CouponRefusals.notUsable(id, Reason.EXPIRED);
            }
            Promotion promotion = running.get(coupon.promotionId());
            if (promotion == null) {
                throw CouponRefusals.notUsable(id, Reason.ENDED);
            }
            if (!issuers.add(Optional.ofNullable(promotion.sellerCode()))) {
                throw CouponRefusals.notUsable(id, Reason.NOT_COMBINABLE);
            }
            uses.add(new Use(id, promotion, promotions.covered(promotion, cart)));
        }
        uses.sort(Comparator.comparing(
                        (Use use) -> use.promotion().sellerCode(), Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Use::couponId));
        return Optional.of(priced -> apply(priced, uses));
    }

    private static Priced apply(Priced cart, List<Use> uses) {
        Priced priced = cart;
        for (Use use : uses) {
            if (use.at().isEmpty()) {
                throw CouponRefusals.notUsable(use.couponId(), Reason.NOT_FOR_THESE);
            }
            List<Priced.Line> lines = priced.lines();
            long sum = use.at().stream()
                    .map(lines::get)
                    .mapToLong(Priced.Line::netFen)
                    .reduce(0, Math::addExact);
            long off = use.promotion().terms().coupon().off(sum);
            if (off == 0) {
                throw CouponRefusals.notUsable(use.couponId(), Reason.BELOW_MINIMUM)
                        .fact("minFen", use.promotion().terms().coupon().minFen());
            }
            if (!use.promotion().affords(off)) {
                throw CouponRefusals.notUsable(use.couponId(), Reason.USED_UP);
            }
            String ref = use.promotion().id() + ":" + use.couponId();
            priced = use.promotion().spread(priced, LineStep.Kind.COUPON, ref, off, use.at());
        }
        return priced;
    }
}
