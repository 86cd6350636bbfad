package org.cunlu.logistics.departure;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.departure.DepartureTable.Said;

/**
 * What a departure is to take from now on. What is left out is as the line has it; all of it left out, and not closed, makes
 * it follow its line again.
 * @param version that was seen; 0 when nothing was said of it yet
 * @param closed whether nothing more is held on it; null for no
 * @param why for the trail, such as {@code 行李多 · much luggage}
 */
@Serdeable
record RoomWish(
        @NotNull @Min(0) Integer version,
        @Nullable @PositiveOrZero Long weightGrams,
        @Nullable @PositiveOrZero Long volumeCm3,
        @Nullable @PositiveOrZero Long pieces,
        @Nullable Boolean closed,
        @NotNull @Size(min = 2, max = 200) String why) {
    boolean asLine() {
        return weightGrams == null && volumeCm3 == null && pieces == null && !Boolean.TRUE.equals(closed);
    }

    /** @throws ProblemException 400 {@code room-beyond-line} when it is more than the line takes */
    Said said(Line line) {
        Long most = line.pieces() == null ? null : (long) line.pieces();
        within("weightGrams", weightGrams, line.weightGrams());
        within("volumeCm3", volumeCm3, line.volumeCm3());
        within("pieces", pieces, most);
        return new Said(
                weightGrams == null ? line.weightGrams() : weightGrams,
                volumeCm3 == null ? line.volumeCm3() : volumeCm3,
                pieces == null ? most : pieces,
                Boolean.TRUE.equals(closed));
    }

    private static void within(String field, @Nullable Long said, @Nullable Long most) {
        if (said != null && most != null && said > most) {
            throw ProblemException.invalid(field, "room-beyond-line", "超出线路的装载量 · More than the line takes")
                    .fact("most", most);
        }
    }
}
