package org.cunlu.logistics.promise;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Room;
import org.cunlu.logistics.Timetable;

/** What is asked of a chart, and what may be used on the way. */
final class Query {
    /** A trip ends within this many days, and a few more do no harm. */
    private static final int DAYS_BACK_MOST = 1 + Line.MINUTES_MAX / Minutes.DAY;

    final Chart chart;
    /** Minute at which the goods stand handled at the source. */
    final int start;
    /** Departures from this minute on are not looked at. */
    final int end;

    private final Demand demand;
    private final Room room;
    private final int firstDay;
    /** Whether what others hold is left out of account. */
    private final boolean alone;

    /** Whether what is closed for a while is left out of account. */
    private final boolean regardless;

    /** Whether somebody waits for the goods at their goal, whatever its hours. */
    private final boolean awaited;

    private boolean full;
    /** Service dates by day, from the first that can matter; made when asked for. */
    private final LocalDate[] dates = new LocalDate[Timetable.HORIZON_DAYS + 2 * DAYS_BACK_MOST];

    Query(Chart chart, Demand demand, Room room, int start) {
        this(chart, demand, room, start, false, false, false);
    }

    private Query(
            Chart chart, Demand demand, Room room, int start, boolean alone, boolean regardless, boolean awaited) {
        this.alone = alone;
        this.regardless = regardless;
        this.awaited = awaited;
        this.chart = chart;
        this.demand = demand;
        this.room = room;
        this.start = start;
        this.end = start + Timetable.HORIZON_DAYS * Minutes.DAY;
        this.firstDay = Minutes.day(start);
    }

    boolean mayStand(int node) {
        return demand.mayStand(chart.holds[node]);
    }

    /** @param day of service */
    boolean mayRide(Ride ride, int day) {
        return ride.carries(demand) && ride.runsOn(day);
    }

    /** @return whether goods can be loaded, taken off or collected there at this minute, as far as nothing is closed */
    boolean open(int node, int minute) {
        return regardless || chart.closed.open(node, minute);
    }

    /** @param stop that it leaves @return whether the trip gets to the next stop, and has room until there */
    boolean hasRoom(Ride ride, int day, int stop) {
        if (!passes(ride, day, stop)) {
            return false;
        }
        if (demand.load() == null) {
            return true;
        }
        if (alone) {
            return room.wouldTake(ride.line, dateOf(day), stop, demand.load());
        }
        boolean takes = room.takes(ride.line, dateOf(day), stop, demand.load());
        if (!takes && !full) {
            full = room.wouldTake(ride.line, dateOf(day), stop, demand.load());
        }
        return takes;
    }

    private boolean passes(Ride ride, int day, int stop) {
        if (regardless) {
            return true;
        }
        int midnight = day * Minutes.DAY;
        int next = Math.min(stop + 1, ride.arrive.length - 1);
        return chart.closed.passes(ride, stop, midnight + ride.depart[stop], midnight + ride.arrive[next]);
    }

    /** @return whether a departure was passed by that would have taken it if others held no room there */
    boolean sawFull() {
        return full;
    }

    /** @return the same question, as if others held no room */
    Query alone() {
        return new Query(chart, demand, room, start, true, regardless, awaited);
    }

    /** @return the same question, as if nothing were closed for a while */
    Query regardless() {
        return new Query(chart, demand, room, start, alone, true, awaited);
    }

    /** @return the same question, as if somebody waited for them at the goal */
    Query awaited() {
        return new Query(chart, demand, room, start, alone, regardless, true);
    }

    boolean isAwaited() {
        return awaited;
    }

    /** @return the same question of goods that stand handled at another node at this minute */
    Query from(int handled) {
        return new Query(chart, demand, room, handled, alone, regardless, awaited);
    }

    /** @return the first of these that is full for this load; null when none is */
    @Nullable
    Hop firstFull(List<Hop> hops) {
        for (Hop hop : hops) {
            // A carrier's pick-up has room at its only stop.
            for (int stop = hop.board(); stop < Math.max(hop.alight(), hop.board() + 1); stop++) {
                if (!hasRoom(hop.ride(), hop.day(), stop)) {
                    return hop;
                }
            }
        }
        return null;
    }

    /** @return number of the trip among those of its block, from 0 */
    int trip(Departures block, int departure, int day) {
        return (day - block.daysBack[departure] - firstDay + block.daysBackMax) * block.rides.length
                + block.ride[departure];
    }

    private LocalDate dateOf(int day) {
        int place = day - firstDay + DAYS_BACK_MOST;
        if (place < 0 || place >= dates.length) {
            // A carrier's, who may leave long after the last departure.
            return LocalDate.ofEpochDay(day);
        }
        if (dates[place] == null) {
            dates[place] = LocalDate.ofEpochDay(day);
        }
        return dates[place];
    }
}
