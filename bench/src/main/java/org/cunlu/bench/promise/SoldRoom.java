package org.cunlu.bench.promise;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Room;

/** Room of trips of which every fifth has sold some of it, and every fiftieth all; looked up as bookings would be. */
final class SoldRoom implements Room {
    private static final Left NOTHING = new Left(0, 0, 0);

    private final Map<String, Map<LocalDate, Left>> sold = new HashMap<>();

    /** @param first of the service dates */
    SoldRoom(NetworkMap map, LocalDate first, int days, long seed) {
        var random = new Random(seed);
        for (Line line : map.lines()) {
            var of = new HashMap<LocalDate, Left>();
            for (int day = 0; day < days; day++) {
                int chance = random.nextInt(50);
                if (chance < 10) {
                    double left = random.nextDouble();
                    of.put(first.plusDays(day), chance == 0 ? NOTHING : part(line, left));
                }
            }
            sold.put(line.code(), of);
        }
    }

    private static Left part(Line line, double left) {
        return new Left(
                (long) (left * line.weightGrams()),
                (long) (left * line.volumeCm3()),
                whole(line).pieces());
    }

    private static Left whole(Line line) {
        return new Left(line.weightGrams(), line.volumeCm3(), line.pieces() == null ? Long.MAX_VALUE : line.pieces());
    }

    @Override
    public Left left(Line line, LocalDate serviceDate, int stop) {
        Left left = sold.get(line.code()).get(serviceDate);
        return left == null ? whole(line) : left;
    }
}
