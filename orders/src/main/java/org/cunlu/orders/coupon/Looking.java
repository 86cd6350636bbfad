package org.cunlu.orders.coupon;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.BuyerCoupons;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.Carts;
import org.cunlu.orders.Destination;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotions;
import org.cunlu.orders.Quote;
import org.cunlu.orders.Quotes;
import org.cunlu.orders.Shopper;

/** What a buyer may claim, has, and can use for his cart; for each that he cannot, why. */
@Singleton
class Looking implements BuyerCoupons {
    /** Each is tried in a quote of its own. */
    static final int TRIED_MAX = 20;

    private static final int SHOWN_MAX = 200;

    private final CouponTable coupons;
    private final Promotions promotions;
    private final Carts carts;
    private final Quotes quotes;
    private final Transactions transactions;
    private final Clock clock;

    Looking(
            CouponTable coupons,
            Promotions promotions,
            Carts carts,
            Quotes quotes,
            Transactions transactions,
            Clock clock) {
        this.coupons = coupons;
        this.promotions = promotions;
        this.carts = carts;
        this.quotes = quotes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A promotion of which coupons can be claimed. @param sellerCode null for the county's */
    @Serdeable
    record Claimable(
            String promotionId,
            @Nullable String sellerCode,
            String name,
            Promotion.Coupon coupon,
            Promotion.Scope scope,
            Instant endsAt) {}

    /** A coupon of the caller's. @param coupon what it takes off */
    @Serdeable
    record Own(
            String couponId,
            String promotionId,
            String name,
            Held.State state,
            Promotion.Coupon coupon,
            Promotion.Scope scope,
            Instant validUntil) {}

    /**
     * Whether one can be used for the cart.
     * @param discountFen what it would take off; 0 when it cannot
     * @param reason why not; null when it can
     */
    @Serdeable
    record Tried(
            String couponId,
            String name,
            boolean usable,
            long discountFen,
            @Nullable String reason,
            @Nullable String words) {}

    List<Claimable> claimable() {
        return promotions.running(clock.instant()).stream()
                .filter(each -> each.kind() == Promotion.Kind.COUPON
                        && each.terms().coupon().open())
                .map(each -> new Claimable(
                        each.id(), each.sellerCode(), each.name(), each.terms().coupon(), each.scope(), each.endsAt()))
                .toList();
    }

    List<Own> own(String accountId) {
        return views(transactions.read(() -> coupons.all(accountId, SHOWN_MAX)));
    }

    Own view(Held coupon) {
        return views(List.of(coupon)).getFirst();
    }

    private List<Own> views(List<Held> held) {
        Map<String, Promotion> of =
                promotions.find(held.stream().map(Held::promotionId).distinct().toList());
        return held.stream()
                .map(each -> {
                    Promotion promotion = of.get(each.promotionId());
                    return new Own(
                            each.couponId(),
                            each.promotionId(),
                            promotion.name(),
                            each.state(),
                            promotion.terms().coupon(),
                            promotion.scope(),
                            each.validUntil());
                })
                .toList();
    }

    /** @return of his that are not used, those first that end first, whether each alone can be used for his cart */
    List<Tried> tried(String accountId, Destination destination, PaymentChoice payment) {
        List<Held> held = transactions.read(() -> coupons.usable(accountId, clock.instant(), TRIED_MAX));
        if (held.isEmpty()) {
            return List.of();
        }
        List<CartLine> cart = carts.lines(accountId);
        Quote without = quotes.quote(cart, shopper(accountId, List.of()), destination, payment);
        Map<String, Promotion> of =
                promotions.find(held.stream().map(Held::promotionId).distinct().toList());
        var tried = new ArrayList<Tried>();
        for (Held each : held) {
            String name = of.get(each.promotionId()).name();
            try {
                Quote with = quotes.quote(cart, shopper(accountId, List.of(each.couponId())), destination, payment);
                tried.add(
                        new Tried(each.couponId(), name, true, with.discountFen() - without.discountFen(), null, null));
            } catch (ProblemException e) {
                if (!e.code().equals("coupon-not-usable")) {
                    throw e;
                }
                var reason =
                        CouponRefusals.Reason.valueOf(String.valueOf(e.facts().get("reason")));
                tried.add(new Tried(each.couponId(), name, false, 0, reason.name(), reason.words()));
            }
        }
        return tried;
    }

    @Override
    public List<Choice> choices(String accountId, Destination destination, PaymentChoice payment) {
        return tried(accountId, destination, payment).stream()
                .map(each -> new Choice(each.couponId(), each.name(), each.usable(), each.discountFen(), each.words()))
                .toList();
    }

    private static Shopper shopper(String accountId, List<String> coupons) {
        return new Shopper(accountId, Shopper.Channel.SHOP, coupons);
    }
}
