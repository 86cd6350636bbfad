package org.cunlu.orders.promotion;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Payer;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotion.Coupon;
import org.cunlu.orders.Promotion.Kind;
import org.cunlu.orders.Promotion.Share;
import org.cunlu.orders.Promotion.Terms;
import org.cunlu.orders.Promotion.Tier;

/** What a promotion may say. */
final class Checks {
    /** No promotion takes more: a hundred thousand yuan a line is no discount but a mistake. */
    static final long FEN_MAX = 10_000_000;

    private static final int BPS = 10_000;
    private static final int PIECES_MAX = 99;
    private static final int TEAM_HOURS_MAX = 72;
    private static final Duration LONGEST = Duration.ofDays(366);

    private Checks() {}

    static void times(Instant from, Instant until, Instant now) {
        if (!from.isBefore(until)
                || !until.isAfter(now)
                || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid(
                    "endsAt", "promotion-time-invalid", "时间不对：结束须晚于开始且不超过一年 · It ends after it starts, within a year");
        }
    }

    static String name(String name) {
        if (name.chars().anyMatch(c -> c == '<' || c == '>' || Character.isISOControl(c))) {
            throw ProblemException.invalid("name", "name-invalid", "名称不能含有标签 · A name has no tags");
        }
        return name.strip();
    }

    static void terms(Kind kind, Terms terms) {
        long said = Stream.of(
                        terms.offBps(),
                        terms.offFen(),
                        terms.buy(),
                        terms.get(),
                        terms.tiers(),
                        terms.coupon(),
                        terms.flash(),
                        terms.group())
                .filter(Objects::nonNull)
                .count();
        boolean good = switch (kind) {
            case PERCENT -> said == 1 && between(terms.offBps(), 1, BPS - 1);
            case AMOUNT -> said == 1 && between(terms.offFen(), 1, FEN_MAX);
            case BUY_GET -> said == 2 && between(terms.buy(), 1, PIECES_MAX) && between(terms.get(), 1, PIECES_MAX);
            case TIERS -> said == 1 && terms.tiers() != null && tiers(terms.tiers());
            case COUPON -> said == 1 && terms.coupon() != null && coupon(terms.coupon());
            case FLASH -> said == 1 && terms.flash() != null && flash(terms.flash());
            case GROUP -> said == 1 && terms.group() != null && flash(terms.apart()) && team(terms.group());
        };
        if (!good) {
            throw ProblemException.invalid(
                    "terms", "promotion-terms-invalid", "促销条件不对 · These are no terms of this kind");
        }
    }

    private static boolean between(@Nullable Number value, long least, long most) {
        return value != null && value.longValue() >= least && value.longValue() <= most;
    }

    /** Rising, and never all of the sum. */
    private static boolean tiers(List<Tier> tiers) {
        long min = 0;
        long off = 0;
        for (Tier tier : tiers) {
            if (tier.minFen() <= min
                    || tier.offFen() <= off
                    || tier.offFen() >= tier.minFen()
                    || tier.offFen() > FEN_MAX) {
                return false;
            }
            min = tier.minFen();
            off = tier.offFen();
        }
        return !tiers.isEmpty();
    }

    private static boolean coupon(Coupon coupon) {
        boolean amount = coupon.offFen() != null;
        return amount != (coupon.offBps() != null)
                && coupon.minFen() >= 0
                && coupon.minFen() <= Long.MAX_VALUE / BPS
                && (!amount || between(coupon.offFen(), 1, FEN_MAX) && coupon.capFen() == null)
                && (amount || between(coupon.offBps(), 1, BPS - 1) && between(coupon.capFen(), 1, FEN_MAX))
                && between(coupon.total(), 1, 10_000_000)
                && between(coupon.limitEach(), 1, PIECES_MAX)
                && between(coupon.validDays(), 1, 366);
    }

    /** Enough for one team at least; of how long a team may look no rule was found. */
    private static boolean team(Promotion.Group group) {
        return between(group.size(), 2, PIECES_MAX)
                && between(group.hours(), 1, TEAM_HOURS_MAX)
                && group.pieces() >= group.size();
    }

    private static boolean flash(Promotion.Flash flash) {
        return flash.priceFen() > 0
                && between(flash.pieces(), 1, 99_999)
                && between(flash.limitEach(), 1, 9_999)
                && flash.offerId() != null
                && flash.nodeCode() != null;
    }

    /** Shares are the whole, and nobody pays twice. */
    static void payers(List<Share> payers) {
        var seen = new HashSet<String>();
        long sum = 0;
        for (Share share : payers) {
            boolean named = share.code() == null
                    ? share.by() == Payer.By.PLATFORM
                    : share.by() != Payer.By.PLATFORM && share.code().matches("[0-9A-Za-z._-]{1,32}");
            if (!named || share.bps() < 1 || !seen.add(share.by() + " " + share.code())) {
                throw payersInvalid();
            }
            sum += share.bps();
        }
        if (sum != BPS) {
            throw payersInvalid();
        }
    }

    static ProblemException payersInvalid() {
        return ProblemException.invalid(
                "payers",
                "payers-invalid",
                "承担方或比例不对，合计须为 10000 · These payers cannot bear it; shares add up to 10000");
    }

    /** What others than its seller pay for has a bound. */
    static void budget(@Nullable Long budgetFen, boolean ownCost) {
        if (budgetFen == null ? !ownCost : budgetFen < 1 || budgetFen > 100_000_000_000L) {
            throw ProblemException.invalid(
                    "budgetFen",
                    "budget-invalid",
                    "须有预算，且为正数 · A budget is needed, above zero and below a thousand million yuan");
        }
    }
}
