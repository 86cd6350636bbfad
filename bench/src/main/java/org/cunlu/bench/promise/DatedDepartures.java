package org.cunlu.bench.promise;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Line;

/** The events of a time-expanded graph: every departure of every line on every date, one after another. */
final class DatedDepartures {
    /** A dated trip at one of its stops but the last. @param minute since 1970, the county's @param arrives at the next stop */
    record Departure(Line line, LocalDate date, int stop, int minute, int arrives) {
        String from() {
            return line.stops().get(stop).nodeCode();
        }

        String to() {
            return line.stops().get(stop + 1).nodeCode();
        }

        boolean lastRide() {
            return stop + 2 == line.stops().size();
        }
    }

    /** Numbered so that a trip's next departure is the next number. */
    final List<Departure> all = new ArrayList<>();

    private final Map<String, List<Integer>> at = new HashMap<>();
    /** Per departure: the next one of the same node, or -1. */
    private final List<Integer> next = new ArrayList<>();

    /** @param first of the service dates */
    DatedDepartures(List<Line> lines, LocalDate first, int days) {
        for (Line line : lines) {
            for (int day = 0; day < days; day++) {
                if (runs(line, first.plusDays(day))) {
                    addTrip(line, first.plusDays(day));
                }
            }
        }
        for (int i = 0; i < all.size(); i++) {
            next.add(-1);
            at.computeIfAbsent(all.get(i).from(), node -> new ArrayList<>()).add(i);
        }
        at.values().forEach(of -> {
            of.sort(Comparator.comparingInt(i -> all.get(i).minute()));
            for (int i = 1; i < of.size(); i++) {
                next.set(of.get(i - 1), of.get(i));
            }
        });
    }

    /** Told anew, since {@link Line#runsOn} may be wrong. */
    static boolean runs(Line line, LocalDate date) {
        boolean valid = (line.validFrom() == null || line.validFrom().compareTo(date) <= 0)
                && (line.validTo() == null || line.validTo().compareTo(date) >= 0);
        return valid
                && line.holidays().stream()
                        .filter(each -> each.date().isEqual(date))
                        .findFirst()
                        .map(each -> each.runsAs() != null && line.days().contains(each.runsAs()))
                        .orElseGet(() -> line.days().contains(date.getDayOfWeek()));
    }

    private void addTrip(Line line, LocalDate date) {
        int midnight = Math.toIntExact(date.toEpochDay()) * 24 * 60;
        for (int stop = 0; stop + 1 < line.stops().size(); stop++) {
            all.add(new Departure(
                    line,
                    date,
                    stop,
                    midnight + line.stops().get(stop).departMinute(),
                    midnight + line.stops().get(stop + 1).arriveMinute()));
        }
    }

    /** @return number of the first departure of the node at this minute or later, or -1 */
    int firstAt(String node, int minute) {
        List<Integer> of = at.getOrDefault(node, List.of());
        int low = 0;
        int high = of.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(of.get(middle)).minute() < minute) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == of.size() ? -1 : of.get(low);
    }

    int nextAtSameNode(int departure) {
        return next.get(departure);
    }
}
