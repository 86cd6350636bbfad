package org.cunlu.accounts.notice;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** The provider of short messages, as {@link ProviderDoor}; without it they go to the log only. */
@ConfigurationProperties("cunlu.accounts.sms")
record SmsSettings(
        @Nullable String url,
        @Nullable String secret,
        @Bindable(defaultValue = "5s") Duration patience) {
    ProviderDoor door() {
        return new ProviderDoor("cunlu.accounts.sms", url, secret, patience);
    }

    /** Hides the secret from logs. */
    @Override
    public String toString() {
        return "SmsSettings";
    }
}
