package org.cunlu.web.account;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * A purpose and where I stand with it.
 * @param online whether it is given and withdrawn here, and not at a station
 * @param given whether this version is agreed to
 * @param past the oldest first
 */
public record PurposeLine(
        String purpose,
        String title,
        String text,
        int version,
        boolean required,
        boolean online,
        boolean given,
        List<Past> past) {
    /** @param way its constant's name  @param withdrawn null while it was not */
    public record Past(
            String way, int version, String on, @Nullable String withdrawn) {}
}
