package org.cunlu.kernel.trail;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A row of the trail for the county operator.
 * @param recordedAt county time
 * @param actor account id, or {@code system}
 * @param act what was done, such as {@code catalog.import}; ends with {@code .refused} when it was only tried
 * @param subject id or code of what was acted on
 */
@Serdeable
record TrailEntry(
        String id,
        String countyCode,
        Instant recordedAt,
        String actor,
        String act,
        String subject,
        @Nullable String before,
        @Nullable String after) {
    /** What of the trail is looked for; null is anything. */
    record Filter(
            @Nullable String actor,
            @Nullable String act,
            @Nullable String subject) {}
}
