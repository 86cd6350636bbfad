package org.cunlu.logistics.departure;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.logistics.Line;

/**
 * A departure as its dispatchers see it.
 * @param closesAt from then on nothing more is held on it where it begins
 * @param closed whether people closed it
 * @param said whether people said what it takes
 * @param version to send with the next change
 * @param fillPercent of what it takes, in the scarcest measure where it is fullest; rounded up
 */
@Serdeable
record DatedDeparture(
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
    record Section(
            String fromNode, @Nullable String toNode, Instant departsAt, Measure takes, Measure held, int loaded) {}

    /** Grams, cubic centimetres, parcels. */
    @Serdeable
    record Measure(
            long weightGrams, long volumeCm3, @Nullable Long pieces) {
        static Measure of(Size size) {
            return new Measure(size.grams(), size.cm3(), size.pieces());
        }
    }

    /** Rounded up: a little over is over. */
    static int fill(Part part) {
        long most = Math.max(
                percent(part.held().grams(), part.grams()), percent(part.held().cm3(), part.cm3()));
        return (int) Math.min(
                Integer.MAX_VALUE,
                part.pieces() == null
                        ? most
                        : Math.max(most, percent(part.held().pieces(), part.pieces())));
    }

    private static long percent(long held, long takes) {
        return takes == 0 ? (held == 0 ? 0 : Integer.MAX_VALUE) : (held * 100 + takes - 1) / takes;
    }
}
