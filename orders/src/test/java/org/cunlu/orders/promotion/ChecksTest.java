package org.cunlu.orders.promotion;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cunlu.orders.Payer.By;
import org.cunlu.orders.Promotion.Coupon;
import org.cunlu.orders.Promotion.Kind;
import org.cunlu.orders.Promotion.Share;
import org.cunlu.orders.Promotion.Terms;
import org.cunlu.orders.Promotion.Tier;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-11T00:00:00Z");

    @Test
    void aPercentIsAboveNothingAndBelowAll() {
        none(Kind.PERCENT, percent(0));
        some(Kind.PERCENT, percent(1));
        some(Kind.PERCENT, percent(9_999));
        none(Kind.PERCENT, percent(10_000));
        none(Kind.AMOUNT, percent(10));
        none(Kind.PERCENT, new Terms(10, 10L, null, null, null, null, null));
    }

    @Test
    void anAmountIsAboveNothingAndNoMistake() {
        none(Kind.AMOUNT, amount(-5));
        none(Kind.AMOUNT, amount(0));
        some(Kind.AMOUNT, amount(Checks.FEN_MAX));
        none(Kind.AMOUNT, amount(Checks.FEN_MAX + 1));
        none(Kind.AMOUNT, amount(Long.MAX_VALUE));
    }

    @Test
    void whoeverBuysSomeGetsSome() {
        some(Kind.BUY_GET, new Terms(null, null, 1, 99, null, null, null));
        none(Kind.BUY_GET, new Terms(null, null, 2, null, null, null, null));
        none(Kind.BUY_GET, new Terms(null, null, 0, 1, null, null, null));
        none(Kind.BUY_GET, new Terms(null, null, 1, 100, null, null, null));
    }

    @Test
    void tiersRiseAndNeverTakeAll() {
        some(Kind.TIERS, tiers(new Tier(100, 99)));
        none(Kind.TIERS, tiers(new Tier(100, 100)));
        none(Kind.TIERS, tiers(new Tier(200, 20), new Tier(100, 30)));
        none(Kind.TIERS, tiers(new Tier(100, 20), new Tier(200, 20)));
        none(Kind.TIERS, tiers(new Tier(100, -1)));
        none(Kind.TIERS, tiers());
    }

    @Test
    void aCouponTakesAnAmountOrAPercentWithACap() {
        some(Kind.COUPON, coupon(0, 5L, null, null));
        some(Kind.COUPON, coupon(0, null, 1_000, 500L));
        none(Kind.COUPON, coupon(0, null, 1_000, null));
        none(Kind.COUPON, coupon(0, 5L, 1_000, 500L));
        none(Kind.COUPON, coupon(-1, 5L, null, null));
        none(Kind.COUPON, coupon(0, 0L, null, null));
        none(Kind.COUPON, coupon(Long.MAX_VALUE, 5L, null, null));
    }

    @Test
    void itEndsAfterItBeginsAndNotBeforeNowWithinAYear() {
        Checks.times(NOW, NOW.plus(Duration.ofDays(366)), NOW);
        assertThatThrownBy(
                        () -> Checks.times(NOW, NOW.plus(Duration.ofDays(366)).plusMillis(1), NOW))
                .hasFieldOrPropertyWithValue("code", "promotion-time-invalid");
        assertThatThrownBy(() -> Checks.times(NOW, NOW, NOW))
                .hasFieldOrPropertyWithValue("code", "promotion-time-invalid");
        assertThatThrownBy(() -> Checks.times(NOW.minusSeconds(2), NOW, NOW))
                .hasFieldOrPropertyWithValue("code", "promotion-time-invalid");
    }

    @Test
    void sharesAreTheWholeAndNobodyPaysTwice() {
        Checks.payers(List.of(new Share(By.PLATFORM, null, 4_000), new Share(By.FUND, "F", 6_000)));
        for (List<Share> wrong : List.of(
                List.of(new Share(By.PLATFORM, null, 9_999)),
                List.of(new Share(By.PLATFORM, "X", 10_000)),
                List.of(new Share(By.SELLER, null, 10_000)),
                List.of(new Share(By.FUND, "F", 5_000), new Share(By.FUND, "F", 5_000)),
                List.of(new Share(By.FUND, "F", 10_001), new Share(By.PLATFORM, null, -1)))) {
            assertThatThrownBy(() -> Checks.payers(wrong))
                    .as("%s", wrong)
                    .hasFieldOrPropertyWithValue("code", "payers-invalid");
        }
    }

    private static Terms percent(int bps) {
        return new Terms(bps, null, null, null, null, null, null);
    }

    private static Terms amount(long fen) {
        return new Terms(null, fen, null, null, null, null, null);
    }

    private static Terms tiers(Tier... tiers) {
        return new Terms(null, null, null, null, List.of(tiers), null, null);
    }

    private static Terms coupon(long min, Long off, Integer bps, Long cap) {
        return new Terms(null, null, null, null, null, new Coupon(min, off, bps, cap, 10, 1, 7, true), null);
    }

    private static void some(Kind kind, Terms terms) {
        assertThatCode(() -> Checks.terms(kind, terms)).as("%s", terms).doesNotThrowAnyException();
    }

    private static void none(Kind kind, Terms terms) {
        assertThatThrownBy(() -> Checks.terms(kind, terms))
                .as("%s", terms)
                .hasFieldOrPropertyWithValue("code", "promotion-terms-invalid");
    }
}
