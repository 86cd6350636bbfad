package org.cunlu.accounts.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.cunlu.accounts.Notices.Kind;
import org.junit.jupiter.api.Test;

/** 2026-11-26 at 14:00 UTC is 22:00 in the county. */
class QuietHoursTest {
    private static final Instant TEN = Instant.parse("2026-11-26T14:00:00Z");

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
    void whatGuardsSomebodyIsToldAtAnyHour() {
        var hours = hours("22:00", "07:00", false);
        for (Kind kind : new Kind[] {Kind.CODE, Kind.NEW_DEVICE, Kind.PASSWORD_CHANGED, Kind.BOUGHT_LOT_RECALLED}) {
            assertThat(hours.wait(kind, TEN)).as("%s", kind).isZero();
        }
    }

    @Test
    void aDemoIsNeverQuietNorWhoWantsNone() {
        assertThat(wait(hours("22:00", "07:00", true), TEN)).isZero();
        assertThat(wait(hours("22:00", "22:00", false), TEN)).isZero();
    }
}
