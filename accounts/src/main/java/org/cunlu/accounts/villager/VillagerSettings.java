package org.cunlu.accounts.villager;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Bounds a day, 1 or more.
 * @param keptPerDay records that one keeper may begin, or people he may name by phone as representatives
 * @param claimsPerDay claim codes that one account may try
 * @param claimsPerAddress claim codes that may be tried from one address: a station's own telephone serves many
 */
@ConfigurationProperties("cunlu.accounts.villager")
record VillagerSettings(
        @Bindable(defaultValue = "100") int keptPerDay,
        @Bindable(defaultValue = "10") int claimsPerDay,
        @Bindable(defaultValue = "100") int claimsPerAddress) {}
