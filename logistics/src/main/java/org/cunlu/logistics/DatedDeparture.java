package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A departure as its dispatchers see it.
 * @param closesAt from then on nothing more is held on it where it begins
 * @param closed whether people closed it
 * @param said whether people said what it takes
 * @param version to send with the next change
 * @param fillPercent of what it takes, in the scarcest measure where it is fullest; rounded up
 */
@Serdeable
public record DatedDeparture(
        String lineCode,
        String name,
        Line.Mode mode,
        LocalDate serviceDate,
        Instant departsAt,
        Instant closesAt,
        boolean closed,
        boolean said,
        int version,
        int fillPercent,
        List<Section> sections) {

    /** From one stop to the next. @param takes pieces null for as many as there is room for @param loaded parcels that are aboard or were */
    @Serdeable
    public record Section(
            String fromNode, @Nullable String toNode, Instant departsAt, Measure takes, Measure held, int loaded) {}

    /** Grams, cubic centimetres, parcels. */
    @Serdeable
    public record Measure(
            long weightGrams, long volumeCm3, @Nullable Long pieces) {}
}
