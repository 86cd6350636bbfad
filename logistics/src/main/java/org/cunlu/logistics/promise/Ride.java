package org.cunlu.logistics.promise;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.logistics.Line;

/** A line as arrays, for the search. */
final class Ride {
    private static final int NO_WEEKDAY = 7;

    final Line line;
    /** Its place among all rides in the order of their codes. */
    final int index;
    /** Index of the node of each stop. */
    final int[] node;
    /** Minutes after the midnight at which the service day begins. */
    final int[] arrive;

    final int[] depart;

    private final int weekdays;
    private final int firstDay;
    private final int lastDay;
    private final int classes;
    /** Weekday as which it runs, by day; empty for most. */
    private final Map<Integer, Integer> holidays = new HashMap<>();

    Ride(int index, Line line, Map<String, Integer> nodes) {
        this.index = index;
        this.line = line;
        node = line.stops().stream()
                .mapToInt(stop -> nodes.get(stop.nodeCode()))
                .toArray();
        arrive = line.stops().stream().mapToInt(Line.Stop::arriveMinute).toArray();
        depart = line.stops().stream().mapToInt(Line.Stop::departMinute).toArray();
        weekdays = line.days().stream().mapToInt(day -> 1 << day.ordinal()).sum();
        firstDay = line.validFrom() == null
                ? Integer.MIN_VALUE
                : Math.toIntExact(line.validFrom().toEpochDay());
        lastDay = line.validTo() == null
                ? Integer.MAX_VALUE
                : Math.toIntExact(line.validTo().toEpochDay());
        classes = Demand.classes(line.carries().stream().filter(line::carries).collect(Collectors.toSet()));
        for (Line.Holiday holiday : line.holidays()) {
            holidays.put(
                    Math.toIntExact(holiday.date().toEpochDay()),
                    holiday.runsAs() == null ? NO_WEEKDAY : holiday.runsAs().ordinal());
        }
    }

    /** @param day since 1970 */
    boolean runsOn(int day) {
        int as = Minutes.weekday(day);
        if (!holidays.isEmpty()) {
            as = holidays.getOrDefault(day, as);
        }
        return (weekdays >> as & 1) != 0 && day >= firstDay && day <= lastDay;
    }

    /** @return whether it could when nothing else were aboard */
    boolean carries(Demand demand) {
        return demand.fits(line, classes);
    }
}
