package org.cunlu.accounts.grants;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.cunlu.kernel.limits.Rate;

/**
 * @param openMax invitations of one giver that may wait at the same time
 * @param perDay that one giver may make
 * @param life how long a code is good
 * @param triesPerHour with which one account may look for a right code
 * @param triesPerHourAndAddress the same for one address, which a whole village may share
 */
@ConfigurationProperties("cunlu.accounts.invitations")
record InvitationSettings(
        @Bindable(defaultValue = "100") int openMax,
        @Bindable(defaultValue = "200") int perDay,
        @Bindable(defaultValue = "7d") Duration life,
        @Bindable(defaultValue = "10") int triesPerHour,
        @Bindable(defaultValue = "100") int triesPerHourAndAddress) {
    InvitationSettings {
        if (openMax < 1 || perDay < 1 || life.toMillis() < 1 || triesPerHour < 1 || triesPerHourAndAddress < 1) {
            throw new IllegalArgumentException("cunlu.accounts.invitations: below 1");
        }
    }

    Rate making() {
        return new Rate("invitations.giver", perDay, Duration.ofDays(1));
    }

    Rate tryingByAccount() {
        return new Rate("invitations.account", triesPerHour, Duration.ofHours(1));
    }

    Rate tryingByAddress() {
        return new Rate("invitations.address", triesPerHourAndAddress, Duration.ofHours(1));
    }
}
