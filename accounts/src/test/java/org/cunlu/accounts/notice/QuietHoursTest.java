package org.cunlu.accounts.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.cunlu.accounts.Notices.Kind;
import org.junit.jupiter.api.Test;

/** 2026-11-26 at 14:00 UTC is 22:00 in the county. */
class QuietHoursTest {
    private static final Instant TEN = Instant.parse("2026-11-26T14:00:00Z");

    /** Whoever adds a kind says here, or in {@code CAN_WAIT}, whether it wakes people. */
    private static final Set<Kind> URGENT = EnumSet.of(
            Kind.CODE,
            Kind.PASSWORD_CHANGED,
            Kind.PHONE_CHANGED,
            Kind.NEW_DEVICE,
            Kind.ROLE_GIVEN,
            Kind.ROLE_ENDED,
            Kind.INVITATION,
            Kind.DATA_ERASED,
            Kind.IDENTITY_LINKED,
            Kind.IDENTITY_UNLINKED,
            Kind.SECOND_FACTOR_OFF,
            Kind.SECOND_FACTOR_RESET,
            Kind.RECOVERY_CODE_USED,
            Kind.PARCEL_ELSEWHERE,
            Kind.BAGS_COMING,
            Kind.TOUR_COMES,
            Kind.RELEASE_COMES,
            Kind.RELEASE_LATE,
            Kind.LOT_RECALLED,
            Kind.BOUGHT_LOT_RECALLED,
            Kind.ORDERED_LOT_RECALLED,
            Kind.SHOP_SUSPENDED,
            Kind.PRODUCT_WITHDRAWN,
            Kind.BRAND_REVOKED,
            Kind.ORDERED_FOR_YOU,
            Kind.SUBSIDY_CONSENT,
            // He has some hours to pay, and is told when he has called.
            Kind.ORDER_CHANGE_OFFERED,
            Kind.CASH_RECEIPT,
            Kind.CASH_REFUND_PAID);

    private static QuietHours hours(String from, String until, boolean demo) {
        return new QuietHours(new NoticeSettings(1, 1, from, until), demo);
    }

    private static Duration wait(QuietHours hours, Instant at) {
        return hours.wait(Kind.PARCEL_READY, at);
    }

    @Test
    void whatCanWaitComesInTheMorning() {
        var hours = hours("22:00", "07:00", false);
        assertThat(wait(hours, TEN.minusMillis(1))).isZero();
        assertThat(wait(hours, TEN)).isEqualTo(Duration.ofHours(9));
        assertThat(wait(hours, TEN.plusSeconds(2 * 3600))).as("midnight").isEqualTo(Duration.ofHours(7));
        assertThat(wait(hours, TEN.plusSeconds(9 * 3600 - 1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(wait(hours, TEN.plusSeconds(9 * 3600))).isZero();
    }

    @Test
    void hoursThatDoNotCrossMidnightAreAsQuiet() {
        var hours = hours("12:00", "14:00", false);
        Instant noon = TEN.minusSeconds(10 * 3600);
        assertThat(wait(hours, noon)).isEqualTo(Duration.ofHours(2));
        assertThat(wait(hours, noon.plusSeconds(2 * 3600))).isZero();
        assertThat(wait(hours, TEN)).isZero();
    }

    @Test
    void whatGuardsSomebodyIsToldAtAnyHourAndAllElseInTheMorning() {
        var hours = hours("22:00", "07:00", false);
        for (Kind kind : Kind.values()) {
            assertThat(hours.wait(kind, TEN))
                    .as("%s", kind)
                    .isEqualTo(URGENT.contains(kind) ? Duration.ZERO : Duration.ofHours(9));
        }
    }

    @Test
    void aDemoIsNeverQuietNorWhoWantsNone() {
        assertThat(wait(hours("22:00", "07:00", true), TEN)).isZero();
        assertThat(wait(hours("22:00", "22:00", false), TEN)).isZero();
    }
}
