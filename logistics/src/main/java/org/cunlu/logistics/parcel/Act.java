package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * Who does something, where and when.
 * @param at when it happened
 * @param recordedAt when we heard of it; never before
 * @param scanKey row of the scan that says so; null when it was not scanned
 * @param detail of the history row; null when there is nothing to add
 */
record Act(
        String nodeCode,
        String actor,
        Instant at,
        Instant recordedAt,
        @Nullable String scanKey,
        @Nullable String detail) {
    static final String SYSTEM = "system";

    /** Something that is done as it is told. */
    Act(String nodeCode, String actor, Instant at, @Nullable String scanKey) {
        this(nodeCode, actor, at, at, scanKey, null);
    }

    /** @return whether it happened before we heard of it */
    boolean late() {
        return at.isBefore(recordedAt);
    }

    Act saying(@Nullable String words) {
        return new Act(nodeCode, actor, at, recordedAt, scanKey, words);
    }
}
