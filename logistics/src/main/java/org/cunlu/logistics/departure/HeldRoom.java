package org.cunlu.logistics.departure;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Room;

/** The memory of what is held, without an application around it, for who has a network in memory and no server: the bench. */
public final class HeldRoom {
    private static final Duration VAN = Duration.ofMinutes(15);
    private static final Duration OTHERS = Duration.ofMinutes(30);

    private HeldRoom() {}

    /** What is held on all stretches of a trip. */
    public record Held(Line line, LocalDate serviceDate, long weightGrams, long volumeCm3, long pieces) {}

    /** @param clock by which departures close */
    public static Room of(Clock clock, Collection<Held> held) {
        var memory = new RoomMemory(new Closes(VAN, OTHERS, OTHERS, Duration.ZERO), clock);
        var parts = new ArrayList<Part>();
        for (Held trip : held) {
            var size = new Size(trip.weightGrams(), trip.volumeCm3(), trip.pieces());
            for (int stop = 0; stop < Math.max(1, trip.line().stops().size() - 1); stop++) {
                var at = new Stretch(trip.line().code(), trip.serviceDate(), stop);
                parts.add(Part.unheld(at, trip.line()).plus(size));
            }
        }
        memory.put(parts);
        return memory;
    }
}
