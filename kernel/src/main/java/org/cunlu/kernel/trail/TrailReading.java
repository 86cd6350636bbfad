package org.cunlu.kernel.trail;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** What the trail tells of one thing, for a feature that knows whose it is and who may see it. */
public interface TrailReading {
    /**
     * @param actor account id, or {@code system}
     * @param act ends with {@code .refused} when it was only tried
     */
    @Serdeable
    @Schema(name = "TrailTold")
    record Told(
            String id,
            Instant recordedAt,
            String actor,
            String act,
            @Nullable String before,
            @Nullable String after) {}

    /** @param before an id, or null for the newest @return newest first, of this county */
    List<Told> of(String subject, @Nullable String before, int most);
}
