package org.cunlu.logistics.promise;

import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Room;

/** As long as nobody books room on trips, each has all that its line has; any other {@link Room} comes before this one. */
@Singleton
@Secondary
class WholeRoom implements Room {
    @Override
    public Left left(Line line, LocalDate serviceDate, int stop) {
        return new Left(line.weightGrams(), line.volumeCm3(), line.pieces() == null ? Long.MAX_VALUE : line.pieces());
    }

    @Override
    public boolean takes(Line line, LocalDate serviceDate, int stop, Load load) {
        return wouldTake(line, serviceDate, stop, load);
    }
}
