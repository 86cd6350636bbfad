package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.kernel.caller.Grant;

/**
 * A grant with its dates, by the county's time.
 * @param until null while it has no end
 */
public record HeldGrant(
        String grantId, Grant grant, Instant from, @Nullable Instant until) {
    public boolean holds(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }
}
