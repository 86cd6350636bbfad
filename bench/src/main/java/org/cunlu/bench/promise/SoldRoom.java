package org.cunlu.bench.promise;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Random;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Room;
import org.cunlu.logistics.departure.HeldRoom;
import org.cunlu.logistics.departure.HeldRoom.Held;

/** Trips of which every fifth has sold some of its room, and every fiftieth all, kept in the memory that the app itself asks. */
final class SoldRoom {
    private SoldRoom() {}

    /** @param first of the service dates; the clock stands some days before, so that nothing closes while it is asked */
    static Room of(NetworkMap map, LocalDate first, int days, long seed) {
        var random = new Random(seed);
        var held = new ArrayList<Held>();
        for (Line line : map.lines()) {
            for (int day = 0; day < days; day++) {
                int chance = random.nextInt(50);
                if (chance < 10) {
                    double sold = chance == 0 ? 1 : 1 - random.nextDouble();
                    held.add(new Held(
                            line,
                            first.plusDays(day),
                            (long) (sold * line.weightGrams()),
                            (long) (sold * line.volumeCm3()),
                            chance == 0 && line.pieces() != null ? line.pieces() : 0));
                }
            }
        }
        Instant then = CountyTime.instant(first.minusDays(2), LocalTime.MIDNIGHT);
        var clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), then));
        return HeldRoom.of(clock, held);
    }
}
