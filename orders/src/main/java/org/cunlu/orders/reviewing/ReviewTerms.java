package org.cunlu.orders.reviewing;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** Assumptions, which a county replaces by its own. @param writeFor from the receipt @param editFor from when it was written */
@ConfigurationProperties("cunlu.orders.reviews")
record ReviewTerms(
        @Bindable(defaultValue = "90d") Duration writeFor,
        @Bindable(defaultValue = "7d") Duration editFor) {}
