package org.cunlu.logistics.departure;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Room;

/**
 * What is left on each departure, in memory, for the search for promises. It may be a second behind what other instances
 * held, which does no harm: whoever takes room asks the table.
 */
@Singleton
class RoomMemory implements Room {
    private static final long DAY_MINUTES = 24 * 60;

    private final Closes closes;
    private final Clock clock;
    /** By line, then by service date, then by stop. Arrays are replaced, never changed. */
    private final Map<String, Map<LocalDate, Part[]>> parts = new ConcurrentHashMap<>();

    RoomMemory(Closes closes, Clock clock) {
        this.closes = closes;
        this.clock = clock;
    }

    @Override
    public Left left(Line line, LocalDate serviceDate, int stop) {
        Part part = part(line.code(), serviceDate, stop);
        if (gone(line, serviceDate, stop) || part != null && part.closed()) {
            return new Left(0, 0, 0);
        }
        long grams = line.weightGrams();
        long cm3 = line.volumeCm3();
        long pieces = line.pieces() == null ? Long.MAX_VALUE : line.pieces();
        if (part == null) {
            return new Left(grams, cm3, pieces);
        }
        Size held = part.held();
        long allowed = part.pieces() == null ? Long.MAX_VALUE : part.pieces();
        return new Left(
                left(Math.min(grams, part.grams()), held.grams()),
                left(Math.min(cm3, part.cm3()), held.cm3()),
                left(Math.min(pieces, allowed), held.pieces()));
    }

    private static long left(long takes, long held) {
        return takes == Long.MAX_VALUE ? takes : Math.max(0, takes - held);
    }

    @Override
    public boolean takes(Line line, LocalDate serviceDate, int stop, Load load) {
        Part part = part(line.code(), serviceDate, stop);
        Size held = part == null || Reckoned.regardlessOfOthers() ? Size.NONE : part.held();
        if (!Reckoned.nothing()) {
            held = held.plus(Reckoned.of(new Stretch(line.code(), serviceDate, stop)));
        }
        return fits(line, held, load)
                && (part == null || !part.closed() && part.fits(held.plus(Size.of(load))))
                && !gone(line, serviceDate, stop);
    }

    /** The line's own word holds too: the row may not have followed it yet. */
    private static boolean fits(Line line, Size held, Load load) {
        return held.grams() + load.weightGrams() <= line.weightGrams()
                && held.cm3() + load.volumeCm3() <= line.volumeCm3()
                && (line.pieces() == null || held.pieces() + load.pieces() <= line.pieces());
    }

    @Override
    public boolean wouldTake(Line line, LocalDate serviceDate, int stop, Load load) {
        Part part = part(line.code(), serviceDate, stop);
        return Room.super.wouldTake(line, serviceDate, stop, load)
                && !(part != null && part.closed())
                && !gone(line, serviceDate, stop);
    }

    /** @return whether it leaves so soon, or has left, that nothing more is held on it */
    boolean gone(Line line, LocalDate serviceDate, int stop) {
        long leaves = serviceDate.toEpochDay() * DAY_MINUTES
                + line.stops().get(stop).departMinute()
                - closes.before(line.mode()).toMinutes();
        Instant now = clock.instant();
        long offset = CountyTime.ZONE.getRules().getOffset(now).getTotalSeconds();
        return Math.floorDiv(now.getEpochSecond() + offset, 60L) >= leaves;
    }

    private Part part(String lineCode, LocalDate serviceDate, int stop) {
        Map<LocalDate, Part[]> dates = parts.get(lineCode);
        Part[] of = dates == null ? null : dates.get(serviceDate);
        return of == null || stop >= of.length ? null : of[stop];
    }

    /** @return whether all stretches of a trip are known */
    boolean knows(Line line, LocalDate serviceDate) {
        return part(line.code(), serviceDate, Math.max(0, line.stops().size() - 2)) != null;
    }

    void put(Collection<Part> read) {
        for (Part part : read) {
            Stretch at = part.stretch();
            parts.computeIfAbsent(at.lineCode(), line -> new ConcurrentHashMap<>())
                    .compute(at.serviceDate(), (date, known) -> with(known, at.stop(), part));
        }
    }

    /** What this instance itself has held or given back, once it is committed. */
    void add(Map<Stretch, Size> changes) {
        changes.forEach((at, size) -> {
            Map<LocalDate, Part[]> dates = parts.get(at.lineCode());
            if (dates != null) {
                dates.computeIfPresent(
                        at.serviceDate(),
                        (date, known) -> at.stop() < known.length && known[at.stop()] != null
                                ? with(known, at.stop(), known[at.stop()].plus(size))
                                : known);
            }
        });
    }

    private static Part[] with(Part[] known, int stop, Part part) {
        int length = known == null ? 0 : known.length;
        Part[] next = known == null ? new Part[stop + 1] : Arrays.copyOf(known, Math.max(length, stop + 1));
        next[stop] = part;
        return next;
    }

    /** Forgets trips that began before this day. */
    void forget(LocalDate before) {
        parts.values().forEach(dates -> dates.keySet().removeIf(date -> date.isBefore(before)));
    }

    /** @return whether a line's trips, as far as people said nothing else, take what the line says */
    boolean follows(Line line, LocalDate from) {
        return parts.getOrDefault(line.code(), Map.of()).entrySet().stream()
                .filter(trip -> !trip.getKey().isBefore(from))
                .flatMap(trip -> Arrays.stream(trip.getValue()))
                .allMatch(part -> part == null || part.follows(line));
    }
}
