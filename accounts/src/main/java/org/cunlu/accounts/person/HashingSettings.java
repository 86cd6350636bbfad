package org.cunlu.accounts.person;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;

/**
 * How fast passwords are hashed. A hash takes about 15 ms of a core, and what else a sign-in asks for half of that again, so
 * that the default rate costs a machine which has nothing to spare less than a tenth ({@code bench storm}).
 * @param perSecond hashes a second in a crowd; by default 3 for each core
 * @param burst hashes that may follow each other without pause after a quiet time
 */
@ConfigurationProperties("cunlu.accounts.hashing")
record HashingSettings(@Nullable Double perSecond, @Nullable Integer burst) {
    private static final double PER_CORE = 3;
    private static final int BURST = 20;

    HashingSettings {
        perSecond = perSecond == null ? PER_CORE * Runtime.getRuntime().availableProcessors() : perSecond;
        burst = burst == null ? BURST : burst;
        if (perSecond.isNaN() || perSecond <= 0 || burst < 1) {
            throw new IllegalArgumentException("cunlu.accounts.hashing: per-second " + perSecond + ", burst " + burst);
        }
    }
}
