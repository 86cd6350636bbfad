package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;
import org.cunlu.logistics.Differences.Kind;
import org.cunlu.logistics.Differences.Reason;

/**
 * Nobody answered for a difference in time. Told once.
 * @param ownerNode who handed the thing over and had to answer
 * @param decided how it was decided against that side; null when somebody still has to decide
 */
@Serdeable
public record DifferenceOverdue(
        String differenceId,
        String countyCode,
        Kind what,
        @Nullable String barcode,
        @Nullable String sscc,
        String ownerNode,
        @Nullable Reason decided,
        Instant at)
        implements Event {
    public static final String TOPIC = "logistics.difference-overdue";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return differenceId;
    }
}
