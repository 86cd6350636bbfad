package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import org.cunlu.kernel.events.Event;

/** A search for tours was asked for, or is to be taken up again by another worker. @param attempt 0 the first time */
@Serdeable
public record PlanAsked(String jobId, int attempt) implements Event {
    public static final String TOPIC = "logistics.plan-asked";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return jobId;
    }
}
