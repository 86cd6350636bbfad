package org.cunlu.accounts.stepup;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param wrongMax so many wrong codes of an account within {@code window} close the door for {@code block}
 * @param enrolWithin so long a begun enrolment waits for its confirmation
 */
@ConfigurationProperties("cunlu.accounts.second-factor")
record StepupSettings(
        @Bindable(defaultValue = "5") int wrongMax,
        @Bindable(defaultValue = "15m") Duration window,
        @Bindable(defaultValue = "15m") Duration block,
        @Bindable(defaultValue = "15m") Duration enrolWithin) {
    StepupSettings {
        if (wrongMax < 1 || window.toMillis() < 1 || block.toMillis() < 1 || enrolWithin.toMillis() < 1) {
            throw new IllegalArgumentException("cunlu.accounts.second-factor: below 1");
        }
    }
}
