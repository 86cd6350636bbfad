package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/** Who does something, where and when. @param scanKey row of the scan that says so; null when it was not scanned */
record Act(
        String nodeCode, String actor, Instant at, @Nullable String scanKey) {
    static final String SYSTEM = "system";
}
