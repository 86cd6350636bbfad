package org.cunlu.logistics.promise;

/**
 * How late goods may go through a section and still be at the goal in time: the same scan from the last departure to the
 * first. Of each node it is known by when to leave it for each number of rides still to take.
 */
final class Latest {
    private final Query query;
    private final Chart chart;
    private final Worksheet sheet;
    private final int reached;

    private Section section;
    private Departures departures;
    private int reachedBy;

    /** @param reached minute at which the goal is to be reached */
    Latest(Query query, Worksheet sheet, int reached) {
        this.query = query;
        this.chart = query.chart;
        this.sheet = sheet;
        this.reached = reached;
    }

    /**
     * @param next at whose entry goods are ready at the earliest, and by when they must leave its exit unless that is the
     *     goal, as the sheet has it
     * @param end when the scan of it for the earliest arrival came to its end: who can be reached before is known
     */
    void scan(Section next, int end) {
        section = next;
        departures = next.departures();
        reachedBy = end;
        int first = sheet.earliest[next.entry()];
        int last = Math.min(query.end, next.goal() == null ? sheet.latest[next.exit()] : reached) - 1;
        for (int day = Minutes.day(last); day >= Minutes.day(first) && last >= first; day--) {
            scanDay(day, last - day * Minutes.DAY, first);
        }
        sheet.leaveBlock();
    }

    private void scanDay(int day, int lastMinute, int first) {
        int midnight = day * Minutes.DAY;
        for (int i = departures.from(lastMinute + 1) - 1; i >= 0; i--) {
            int leaves = midnight + departures.minute[i];
            if (leaves < first) {
                return;
            }
            int trip = query.trip(departures, i, day);
            int aboard = sheet.aboard(trip);
            int rides = ridesFrom(departures.to[i], midnight + departures.arrive[i]);
            if (rides == 0 && aboard == 0) {
                continue;
            }
            Ride ride = departures.rides[departures.ride[i]];
            int serviceDay = day - departures.daysBack[i];
            if (aboard == 0 && !query.mayRide(ride, serviceDay)) {
                continue;
            }
            if (!query.hasRoom(ride, serviceDay, departures.stop[i])) {
                sheet.getOff(trip);
                continue;
            }
            aboard = getOff(i, trip, ride, rides, aboard);
            if (leaves > sheet.lateWith(departures.from[i], aboard) && mayBoard(i, day, leaves)) {
                sheet.leave(
                        departures.from[i], aboard, leaves, ride, serviceDay, departures.stop[i], sheet.alight(trip));
            }
        }
    }

    /** Only where goods can be by then. */
    private boolean mayBoard(int departure, int day, int leaves) {
        return (leaves >= reachedBy || sheet.earliest[departures.from[departure]] <= leaves)
                && section.useful(departures.fromPlace[departure])
                && !section.endsAt(departures.from[departure])
                && departures.staffed(departure, Minutes.weekday(day))
                && query.open(departures.from[departure], leaves);
    }

    /** Is it good to get off at the next stop? With fewer rides to come, or at a bigger node, or sooner. */
    private int getOff(int departure, int trip, Ride ride, int rides, int known) {
        if (rides == 0) {
            return known;
        }
        int to = departures.to[departure];
        if (known == 0 || rides < known || rides == known && !smaller(to, ride.node[sheet.alight(trip)])) {
            sheet.board(trip, rides);
            sheet.alightAt(trip, departures.stop[departure] + 1);
            return rides;
        }
        return known;
    }

    /** @return rides with this one and those to come; 0 when the goal is not reached in time from here */
    private int ridesFrom(int node, int arrives) {
        Goal goal = section.goal();
        boolean atGoal = goal != null && node == goal.node;
        if (!atGoal && sheet.latest[node] < arrives || !query.mayStand(node) || !query.open(node, arrives)) {
            return 0;
        }
        if (atGoal && goal.reached(arrives) <= reached) {
            return 1;
        }
        int handled = chart.hours[node].handled(arrives);
        for (int more = 1; more < chart.ridesMax; more++) {
            if (sheet.lateWith(node, more) >= handled) {
                return more + 1;
            }
        }
        return 0;
    }

    private boolean smaller(int node, int other) {
        return chart.node[node].tier().compareTo(chart.node[other].tier()) > 0;
    }
}
