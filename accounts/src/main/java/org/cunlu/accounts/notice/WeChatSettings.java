package org.cunlu.accounts.notice;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** The provider of messages by WeChat, as {@link ProviderDoor}; without it nobody is told that way but in a demo, whose log is. */
@ConfigurationProperties("cunlu.accounts.wechat-notices")
record WeChatSettings(
        @Nullable String url,
        @Nullable String secret,
        @Bindable(defaultValue = "5s") Duration patience) {
    ProviderDoor door() {
        return new ProviderDoor("cunlu.accounts.wechat-notices", url, secret, patience);
    }

    /** Hides the secret from logs. */
    @Override
    public String toString() {
        return "WeChatSettings";
    }
}
