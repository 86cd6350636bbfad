package org.cunlu.web.promotion;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.kernel.money.Fen;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.PromotionDesk;
import org.cunlu.web.Words;
import org.cunlu.web.seller.Shown;

/** A promotion as people read it. @param now by which it runs, or does not yet, or not any more */
public record Promoted(PromotionDesk.Line line, Instant now) {
    public Promotion promotion() {
        return line.promotion();
    }

    /** @return completes {@code promotion.stage.} */
    public String stage() {
        Promotion one = promotion();
        if (one.state() != Promotion.State.ACTIVE) {
            return one.state().name();
        }
        return now.isBefore(one.startsAt()) ? "UPCOMING" : now.isBefore(one.endsAt()) ? "RUNNING" : "OVER";
    }

    public String tone() {
        return switch (stage()) {
            case "RUNNING" -> "good";
            case "DRAFT" -> "warn";
            case "DECLINED" -> "bad";
            default -> "calm";
        };
    }

    /** @return whether there is something to end */
    public boolean endable() {
        return promotion().state() == Promotion.State.ACTIVE || promotion().state() == Promotion.State.DRAFT;
    }

    public String window() {
        return Shown.time(promotion().startsAt()) + " – "
                + Shown.time(promotion().endsAt());
    }

    /** @return what it takes off, a piece for each step */
    public List<String> terms(Words words) {
        Promotion.Terms terms = promotion().terms();
        return switch (promotion().kind()) {
            case PERCENT -> List.of(words.text("promotion.says.percent", percent(terms.offBps())));
            case AMOUNT -> List.of(words.text("promotion.says.amount", Fen.text(terms.offFen())));
            case BUY_GET ->
                List.of(words.text("promotion.says.buy-get", String.valueOf(terms.buy()), String.valueOf(terms.get())));
            case TIERS ->
                terms.tiers().stream()
                        .map(tier ->
                                words.text("promotion.says.tier", Fen.text(tier.minFen()), Fen.text(tier.offFen())))
                        .toList();
            case COUPON -> coupon(words, terms.coupon());
            case FLASH, GROUP -> apart(words, terms);
        };
    }

    private static List<String> coupon(Words words, Promotion.Coupon coupon) {
        String off = coupon.offFen() == null
                ? words.text("promotion.says.capped", percent(coupon.offBps()), Fen.text(coupon.capFen()))
                : words.text("promotion.says.off", Fen.text(coupon.offFen()));
        return List.of(
                coupon.minFen() == 0 ? off : words.text("promotion.says.from", Fen.text(coupon.minFen()), off),
                words.text(
                        "promotion.says.coupons",
                        String.valueOf(coupon.total()),
                        String.valueOf(coupon.limitEach()),
                        String.valueOf(coupon.validDays())),
                coupon.open() ? words.text("promotion.says.open") : words.text("promotion.says.by-code"));
    }

    private static List<String> apart(Words words, Promotion.Terms terms) {
        Promotion.Flash apart = terms.apart();
        String said = words.text(
                "promotion.says.apart",
                Fen.text(apart.priceFen()),
                String.valueOf(apart.pieces()),
                String.valueOf(apart.limitEach()));
        return terms.group() == null
                ? List.of(said)
                : List.of(
                        said,
                        words.text(
                                "promotion.says.team",
                                String.valueOf(terms.group().size()),
                                String.valueOf(terms.group().hours())));
    }

    /** @return who pays for it, each with his share */
    public List<String> payers(Words words) {
        return promotion().payers().stream()
                .map(share -> words.text("promotion.payer." + share.by())
                        + (share.code() == null ? "" : " " + share.code()) + " " + percent(share.bps()) + "%")
                .toList();
    }

    /** @return codes of what it is of; empty for all */
    public String goods() {
        Promotion.Scope scope = promotion().scope();
        return String.join(
                " ",
                Stream.of(scope.products(), scope.skus(), scope.categories(), scope.sellers(), scope.brands())
                        .filter(codes -> codes != null)
                        .flatMap(List::stream)
                        .toList());
    }

    private static String percent(int bps) {
        return BigDecimal.valueOf(bps, 2).stripTrailingZeros().toPlainString();
    }
}
