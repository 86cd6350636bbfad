package org.cunlu.logistics.promise;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Opening;

/** The same question answered by trying every ride from every state, with calendar arithmetic: slow and plain. */
final class SlowSearch {
    private final NetworkMap map;
    private final List<Dated> rides = new ArrayList<>();

    /** Any two stops of any trip. */
    private record Dated(String from, String to, LocalDateTime leaves, LocalDateTime arrives) {}

    private record State(String node, LocalDateTime ready) {}

    record Answer(LocalDateTime reached, int rides, LocalDateTime firstDeparture) {}

    SlowSearch(NetworkMap map, LocalDate from, int days) {
        this.map = map;
        for (Line line : map.lines()) {
            for (int day = -2; day <= days + 1; day++) {
                if (line.runsOn(from.plusDays(day))) {
                    addTrip(line, from.plusDays(day).atStartOfDay());
                }
            }
        }
    }

    private void addTrip(Line line, LocalDateTime midnight) {
        List<Line.Stop> stops = line.stops();
        for (int i = 0; i < stops.size(); i++) {
            for (int j = i + 1; j < stops.size(); j++) {
                var dated = new Dated(
                        stops.get(i).nodeCode(),
                        stops.get(j).nodeCode(),
                        midnight.plusMinutes(stops.get(i).departMinute()),
                        midnight.plusMinutes(stops.get(j).arriveMinute()));
                if (open(dated.from(), dated.leaves())
                        && open(dated.to(), dated.arrives())
                        && passes(line, midnight, i, j)) {
                    rides.add(dated);
                }
            }
        }
    }

    private boolean open(String node, LocalDateTime at) {
        return map.closures().stream().noneMatch(closure -> closure.closes(node, instant(at)));
    }

    private boolean passes(Line line, LocalDateTime midnight, int first, int last) {
        for (int stop = first; stop < last; stop++) {
            Line.Stop from = line.stops().get(stop);
            Line.Stop to = line.stops().get(stop + 1);
            Instant leaves = instant(midnight.plusMinutes(from.departMinute()));
            Instant arrives = instant(midnight.plusMinutes(to.arriveMinute()));
            boolean closed = map.closures().stream()
                    .filter(closure ->
                            line.code().equals(closure.line()) || closure.joins(from.nodeCode(), to.nodeCode()))
                    .anyMatch(closure -> closure.during(leaves, arrives));
            if (closed) {
                return false;
            }
        }
        return true;
    }

    private static Instant instant(LocalDateTime time) {
        return CountyTime.instant(time.toLocalDate(), time.toLocalTime());
    }

    /** @return null when there is no way */
    Answer find(String source, String target, LocalDateTime readyAt, int horizonDays) {
        Opening at = map.openings().get(source);
        LocalTime last = at.cutOff() == null ? at.closes() : at.cutOff();
        LocalDateTime start = open(at, readyAt, last).plusMinutes(at.handlingMinutes());
        Map<State, LocalDateTime> states = new HashMap<>(Map.of(new State(source, start), LocalDateTime.MAX));
        Answer best = null;
        for (int count = 1; count <= 8; count++) {
            Map<State, LocalDateTime> next = new HashMap<>();
            for (Map.Entry<State, LocalDateTime> each : states.entrySet()) {
                // What has got there is not sent away and back, even if the goal is closed just then.
                if (each.getKey().node().equals(target)) {
                    continue;
                }
                for (Dated ride : rides) {
                    if (!may(ride, each.getKey(), start.plusDays(horizonDays))) {
                        continue;
                    }
                    LocalDateTime first = count == 1 ? ride.leaves() : each.getValue();
                    Opening there = map.openings().get(ride.to());
                    LocalDateTime ready =
                            open(there, ride.arrives(), there.closes()).plusMinutes(there.handlingMinutes());
                    next.merge(new State(ride.to(), ready), first, (a, b) -> a.isAfter(b) ? a : b);
                    LocalDateTime collectable = open(there, ready, there.closes());
                    if (ride.to().equals(target) && open(target, collectable)) {
                        best = better(best, new Answer(collectable, count, first));
                    }
                }
            }
            states = next;
        }
        return best;
    }

    private boolean may(Dated ride, State state, LocalDateTime end) {
        Opening here = map.openings().get(ride.from());
        return ride.from().equals(state.node())
                && !ride.leaves().isBefore(state.ready())
                && ride.leaves().isBefore(end)
                && map.nodes().get(ride.from()).open()
                && map.nodes().get(ride.to()).open()
                && open(here, ride.leaves(), here.closes()).equals(ride.leaves());
    }

    private static Answer better(Answer known, Answer found) {
        if (known == null || found.reached().isBefore(known.reached())) {
            return found;
        }
        if (!found.reached().equals(known.reached()) || found.rides() > known.rides()) {
            return known;
        }
        return found.rides() < known.rides() || found.firstDeparture().isAfter(known.firstDeparture()) ? found : known;
    }

    private static LocalDateTime open(Opening opening, LocalDateTime time, LocalTime last) {
        LocalDateTime at = time;
        while (true) {
            boolean day = opening.days().contains(at.getDayOfWeek());
            if (day && at.toLocalTime().isBefore(opening.opens())) {
                return at.toLocalDate().atTime(opening.opens());
            }
            if (day && !at.toLocalTime().isAfter(last)) {
                return at;
            }
            at = at.toLocalDate().plusDays(1).atStartOfDay();
        }
    }
}
