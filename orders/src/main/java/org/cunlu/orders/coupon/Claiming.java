package org.cunlu.orders.coupon;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.CouponCodes;
import org.cunlu.orders.Coupons;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotions;

/** Claims coupons, openly or by a code, and makes codes. */
@Singleton
class Claiming implements Coupons, CouponCodes {
    static final String CODES = "orders.coupon-codes";
    /** 80 bits of chance each, so that nobody guesses one: no letters that are read for others. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CouponTable coupons;
    private final CodeTable codes;
    private final Promotions promotions;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String countyCode;

    Claiming(
            CouponTable coupons,
            CodeTable codes,
            Promotions promotions,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String countyCode) {
        this.coupons = coupons;
        this.codes = codes;
        this.promotions = promotions;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.countyCode = countyCode;
    }

    /** Runs in a transaction. */
    Held claim(String accountId, String promotionId) {
        Promotion promotion = running(promotionId);
        if (!promotion.terms().coupon().open()) {
            throw ProblemException.notFound();
        }
        return claim(accountId, promotion);
    }

    /** Runs in a transaction. */
    Held redeem(String accountId, String code) {
        byte[] hash = hash(code);
        Promotion promotion = running(codes.promotion(hash).orElseThrow(ProblemException::notFound));
        Held claimed = claim(accountId, promotion);
        if (codes.take(hash, claimed.couponId()) != 1) {
            throw ProblemException.notFound();
        }
        return claimed;
    }

    private Promotion running(String promotionId) {
        Promotion promotion = promotions.find(List.of(promotionId)).get(promotionId);
        if (promotion == null || promotion.kind() != Promotion.Kind.COUPON) {
            throw ProblemException.notFound();
        }
        if (!promotion.runs(clock.instant())) {
            throw CouponRefusals.gone();
        }
        return promotion;
    }

    /** The promotion's row first: claims of one go one after the other, so that what is counted then stays. */
    private Held claim(String accountId, Promotion promotion) {
        Promotion.Coupon terms = promotion.terms().coupon();
        if (!promotions.issue(promotion.id(), terms.total())) {
            throw CouponRefusals.gone();
        }
        CouponTable.Claims his = coupons.claims(promotion.id(), accountId);
        if (his.count() >= terms.limitEach()) {
            throw CouponRefusals.limit(terms.limitEach());
        }
        Instant now = clock.instant();
        Instant until = now.plus(Duration.ofDays(terms.validDays()));
        var coupon = new Held(
                ids.next(),
                promotion.id(),
                accountId,
                until.isBefore(promotion.endsAt()) ? until : promotion.endsAt(),
                Held.State.CLAIMED);
        coupons.insert(coupon, countyCode, his.last() + 1, now);
        return coupon;
    }

    @Override
    public List<String> make(Caller caller, String promotionId, int count) {
        if (count < 1 || count > BATCH_MAX) {
            throw ProblemException.invalid(
                    "count", "count-invalid", "一批 1 到 " + BATCH_MAX + " 个 · One to " + BATCH_MAX + " in a batch");
        }
        return transactions.run(() -> batch(caller, promotionId, count));
    }

    @Override
    public long made(String promotionId) {
        return transactions.read(() -> codes.count(promotionId));
    }

    private List<String> batch(Caller caller, String promotionId, int count) {
        Promotion promotion = promotions.find(List.of(promotionId)).get(promotionId);
        if (promotion == null || promotion.kind() != Promotion.Kind.COUPON || !may(caller, promotion)) {
            trail.refused(caller.accountId(), CODES, promotionId, "not-found");
            throw ProblemException.notFound();
        }
        if (codes.count(promotionId) + count > promotion.terms().coupon().total()) {
            throw ProblemException.of(409, "codes-too-many", "券码多于券的总数 · More codes than coupons", null)
                    .fact("max", promotion.terms().coupon().total());
        }
        var made = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            made.add(code());
        }
        String batch = ids.next();
        codes.insert(made.stream().map(Claiming::hash).toList(), countyCode, promotionId, batch);
        trail.record(caller.accountId(), CODES, promotionId, null, batch + " " + count);
        return made;
    }

    private static boolean may(Caller caller, Promotion promotion) {
        return promotion.sellerCode() == null
                ? caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(promotion.countyCode())
                : ShopRight.GOODS.shops(caller).contains(promotion.sellerCode());
    }

    private static String code() {
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private static byte[] hash(String code) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(code.strip().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void handOver(String fromAccountId, String intoAccountId) {
        transactions.require();
        coupons.handOver(fromAccountId, intoAccountId);
    }
}
