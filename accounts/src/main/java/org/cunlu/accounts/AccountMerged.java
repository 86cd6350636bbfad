package org.cunlu.accounts;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/** The record that a station kept of a villager was joined to his own account. */
@Serdeable
public record AccountMerged(String fromAccountId, String intoAccountId, Instant mergedAt) implements Event {
    public static final String TOPIC = "accounts.account-merged";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return intoAccountId;
    }
}
