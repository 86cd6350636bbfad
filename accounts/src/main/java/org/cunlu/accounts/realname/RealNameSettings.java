package org.cunlu.accounts.realname;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param handInsPerDay documents that one account may hand in a day, 1 or more
 * @param remindBefore how long before its last day the owner of a document is reminded
 */
@ConfigurationProperties("cunlu.accounts.real-name")
record RealNameSettings(
        @Bindable(defaultValue = "5") int handInsPerDay,
        @Bindable(defaultValue = "30d") Duration remindBefore) {}
