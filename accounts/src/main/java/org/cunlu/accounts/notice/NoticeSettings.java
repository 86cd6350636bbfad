package org.cunlu.accounts.notice;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What the county's messages may come to, so that nobody makes money of them or spends all of it.
 * @param perHour messages an hour, 1 or more
 * @param perDay messages a day of the county's calendar, 1 or more
 */
@ConfigurationProperties("cunlu.accounts.notices")
record NoticeSettings(
        @Bindable(defaultValue = "2000") int perHour,
        @Bindable(defaultValue = "10000") int perDay) {
    NoticeSettings {
        if (perHour < 1 || perDay < 1) {
            throw new IllegalArgumentException("cunlu.accounts.notices is below 1: " + perHour + ", " + perDay);
        }
    }
}
