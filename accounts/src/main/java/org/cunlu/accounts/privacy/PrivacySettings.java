package org.cunlu.accounts.privacy;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Bounds of one account a day, 1 or more.
 * @param looksPerDay people whose data one viewer may open: a busy station's day, and no list of a township
 * @param exportsPerDay exports of one's own data
 * @param erasuresPerDay attempts to prove oneself for being forgotten
 */
@ConfigurationProperties("cunlu.accounts.privacy")
record PrivacySettings(
        @Bindable(defaultValue = "200") int looksPerDay,
        @Bindable(defaultValue = "5") int exportsPerDay,
        @Bindable(defaultValue = "5") int erasuresPerDay) {}
