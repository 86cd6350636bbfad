package org.cunlu.accounts.notice;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.LocalTime;

/**
 * What the county's codes may come to, so that nobody makes money of them or spends all of it, and when nobody is woken.
 * @param perHour codes an hour, 1 or more
 * @param perDay codes a day of the county's calendar, 1 or more
 * @param quietFrom time of day from which nobody is woken by what can wait
 * @param quietUntil until when; the same as {@code quietFrom} for never quiet
 */
@ConfigurationProperties("cunlu.accounts.notices")
record NoticeSettings(
        @Bindable(defaultValue = "2000") int perHour,
        @Bindable(defaultValue = "10000") int perDay,
        @Bindable(defaultValue = "22:00") String quietFrom,
        @Bindable(defaultValue = "07:00") String quietUntil) {
    NoticeSettings {
        if (perHour < 1 || perDay < 1) {
            throw new IllegalArgumentException("cunlu.accounts.notices is below 1: " + perHour + ", " + perDay);
        }
    }

    LocalTime from() {
        return LocalTime.parse(quietFrom);
    }

    LocalTime until() {
        return LocalTime.parse(quietUntil);
    }
}
