package org.cunlu.accounts.notice;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.cunlu.accounts.Notices.Kind;
import org.cunlu.kernel.time.CountyTime;

/** At night nobody's phone rings for what he can read in the morning. What guards him, or his goods on their way, is told at once. */
@Singleton
class QuietHours {
    private static final Set<Kind> CAN_WAIT = EnumSet.of(
            Kind.DOCUMENT_EXPIRING,
            Kind.PARCEL_LATE,
            Kind.PARCEL_MOVED,
            Kind.PARCEL_HELD_UP,
            Kind.STATION_PARCELS_LATE,
            Kind.DIFFERENCE_DECIDED,
            Kind.DIFFERENCE_OVERDUE,
            Kind.PARCEL_READY,
            Kind.PARCEL_WAITS,
            Kind.PARCEL_GOES_BACK,
            Kind.RESERVE_LOT_DUE,
            Kind.ORDER_CAME_BACK,
            Kind.ORDER_LOST,
            Kind.ORDER_SHORT,
            Kind.ORDER_WEIGHED,
            Kind.REPLACEMENT_AMISS,
            Kind.ORDER_CHANGED,
            Kind.ORDER_CHANGE_FAILED,
            Kind.ORDER_NOT_TO_BE_HAD,
            Kind.ORDER_CALLED_UP,
            Kind.ORDER_FROM_ELSEWHERE,
            Kind.ORDER_EXPECTED_LATER,
            Kind.SHOP_APPROVED,
            Kind.SHOP_DECLINED,
            Kind.SHOP_REINSTATED,
            Kind.LICENCE_APPROVED,
            Kind.LICENCE_DECLINED,
            Kind.LICENCE_EXPIRING,
            Kind.LICENCE_EXPIRED,
            Kind.PRODUCT_APPROVED,
            Kind.PRODUCT_DECLINED,
            Kind.CHANGE_APPROVED,
            Kind.CHANGE_DECLINED,
            Kind.BRAND_GRANTED,
            Kind.PRESALE_COMES,
            Kind.PRESALE_BALANCE,
            Kind.PRESALE_DELAYED,
            Kind.PRESALE_OVERDUE,
            Kind.TEAM_FULL,
            Kind.TEAM_NOT_FULL,
            Kind.WEBHOOK_OFF,
            Kind.RETURN_ASKED,
            Kind.RETURN_AGREED,
            Kind.RETURN_OFFERED,
            Kind.RETURN_DECLINED,
            Kind.RETURN_DISPUTED,
            Kind.RETURN_SETTLED,
            Kind.RETURN_SETTLED_SHOP,
            Kind.RETURN_DECIDED,
            Kind.RETURN_REJECTED,
            Kind.RETURN_LAPSED,
            Kind.RELEASE_REFILL_DUE,
            Kind.REVIEW_HIDDEN);

    private final LocalTime from;
    private final LocalTime until;
    private final boolean demo;

    /** @param demo whether it is the play of a demo, whose phones are nobody's and whose days pass in seconds */
    QuietHours(NoticeSettings settings, @Value("${cunlu.demo:false}") boolean demo) {
        this.from = settings.from();
        this.until = settings.until();
        this.demo = demo;
    }

    static boolean canWait(Kind kind) {
        return CAN_WAIT.contains(kind);
    }

    /** @return how long a message that is queued now waits until it is sent; zero for at once */
    Duration wait(Kind kind, Instant now) {
        ZonedDateTime at = CountyTime.at(now);
        if (demo || !canWait(kind) || !quiet(at.toLocalTime())) {
            return Duration.ZERO;
        }
        ZonedDateTime end = at.with(until);
        return Duration.between(at, end.isAfter(at) ? end : end.plusDays(1));
    }

    private boolean quiet(LocalTime time) {
        boolean overMidnight = from.isAfter(until);
        return overMidnight
                ? !time.isBefore(from) || time.isBefore(until)
                : !time.isBefore(from) && time.isBefore(until);
    }
}
