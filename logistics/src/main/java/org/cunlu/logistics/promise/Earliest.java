package org.cunlu.logistics.promise;

/**
 * How soon goods get through a section: its departures are scanned in their order, once. Each may be taken by what is ready
 * at its node, and takes everything aboard on to the next stop (Connection Scan, by Dibbelt, Pajor, Strasser and Wagner).
 */
final class Earliest {
    private final Query query;
    private final Chart chart;
    private final Worksheet sheet;
    private final boolean counting;

    private Section section;
    private Departures departures;
    private int until;
    /** Rides with which the exit is reached when no way there takes fewer. */
    private int fewestAtExit;

    /**
     * @param counting whether rides are counted and a way with too many is not taken; else the number of rides is left open,
     *     which is quicker
     */
    Earliest(Query query, Worksheet sheet, boolean counting) {
        this.query = query;
        this.chart = query.chart;
        this.sheet = sheet;
        this.counting = counting;
    }

    /**
     * @param next at whose entry goods are ready as the sheet has it
     * @return when the goal is reached or goods are ready at the exit; {@link Minutes#NEVER} when they are not
     */
    int scan(Section next) {
        section = next;
        departures = next.departures();
        until = query.end;
        fewestAtExit = counting ? ridesAtEntry() + next.rides() : 0;
        int best = Minutes.NEVER;
        int minute = sheet.earliest[next.entry()];
        for (int day = Minutes.day(minute); minute < until; day++, minute = day * Minutes.DAY) {
            best = Math.min(best, scanDay(day, minute - day * Minutes.DAY));
        }
        sheet.ends.add(until);
        sheet.leaveBlock();
        return best;
    }

    private int ridesAtEntry() {
        int rides = 0;
        while (sheet.readyWith(section.entry(), rides) == Minutes.NEVER) {
            rides++;
        }
        return rides;
    }

    private int scanDay(int day, int fromMinute) {
        int best = Minutes.NEVER;
        int midnight = day * Minutes.DAY;
        for (int i = departures.from(fromMinute); i < departures.size(); i++) {
            int leaves = midnight + departures.minute[i];
            if (leaves >= until) {
                break;
            }
            int trip = query.trip(departures, i, day);
            int rides = sheet.aboard(trip);
            // What has got there is not sent away and back, even if the goal is closed just then.
            if (sheet.earliest[departures.from[i]] <= leaves && !section.endsAt(departures.from[i])) {
                rides = board(i, day, trip, rides, leaves);
            }
            if (rides > 0) {
                best = Math.min(best, carry(i, day, trip, rides));
            }
        }
        return best;
    }

    /** @return rides taken by what is aboard when it leaves, 0 when nothing is; 1 when they are not counted */
    private int board(int departure, int day, int trip, int aboard, int leaves) {
        int from = departures.from[departure];
        int most = aboard == 0 ? chart.ridesMax : aboard - 1;
        int before = 0;
        while (before < most && sheet.readyWith(from, before) > leaves) {
            before++;
        }
        if (before == most) {
            return aboard;
        }
        Ride ride = departures.rides[departures.ride[departure]];
        if (!departures.staffed(departure, Minutes.weekday(day))
                || !query.open(from, leaves)
                || !query.mayRide(ride, day - departures.daysBack[departure])) {
            return aboard;
        }
        sheet.board(trip, before + 1);
        return before + 1;
    }

    private int carry(int departure, int day, int trip, int aboard) {
        Ride ride = departures.rides[departures.ride[departure]];
        if (!query.hasRoom(ride, day - departures.daysBack[departure], departures.stop[departure])) {
            sheet.getOff(trip);
            return Minutes.NEVER;
        }
        int rides = counting ? aboard : 0;
        int place = departures.toPlace[departure];
        int to = departures.to[departure];
        if (!section.useful(place)
                || !query.mayStand(to)
                || rides + section.ridesTo()[place] + section.ridesAfter() > chart.ridesMax) {
            return Minutes.NEVER;
        }
        int arrives = day * Minutes.DAY + departures.arrive[departure];
        if (!query.open(to, arrives)) {
            return Minutes.NEVER;
        }
        if (sheet.readyWith(to, rides) > arrives) {
            int handled = chart.hours[to].handled(arrives);
            if (handled < sheet.readyWith(to, rides)) {
                sheet.reach(to, rides, handled);
            }
        }
        return to == section.exit() ? reachExit(rides, arrives) : Minutes.NEVER;
    }

    /** What comes later is of no use; but before the goal it may be, when it took fewer rides. */
    private int reachExit(int rides, int arrives) {
        Goal goal = section.goal();
        int reached = goal == null ? sheet.readyWith(section.exit(), rides) : goal.reached(arrives);
        if (goal != null || rides <= fewestAtExit) {
            until = Math.min(until, reached);
        }
        return reached;
    }
}
