package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.events.Event;

/**
 * A release of the reserve (动用令) took stock that was for sale, sold or not: its level owes whose it was its list price.
 * @param levelCode whose authority approved it: COUNTY, CITY, NATIONAL @param parts each seller once; one or more
 */
@Serdeable
public record ReleaseTook(String releaseId, String countyCode, String levelCode, List<Part> parts, Instant at)
        implements Event {
    public static final String TOPIC = "logistics.release-took";

    public ReleaseTook {
        parts = List.copyOf(parts);
    }

    /** @param sellerCode whose offers are served from there; null for the co-operative itself @param fen above 0 */
    @Serdeable
    public record Part(@Nullable String sellerCode, long fen) {}

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return releaseId;
    }
}
