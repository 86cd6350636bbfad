package org.cunlu.logistics.departure;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Opening;

/** Lines by their code, and where on them a leg rides. */
@Singleton
class Timetables {
    private static final int DAY = 24 * 60;

    private final NetworkMaps maps;
    private volatile Known known;

    private record Known(NetworkMap map, Map<String, Line> lines) {}

    Timetables(NetworkMaps maps) {
        this.maps = maps;
    }

    NetworkMap current() {
        return maps.current();
    }

    /** @return whether no other instance can know a newer timetable */
    boolean newest() {
        return maps.newest(maps.current());
    }

    Optional<Line> line(String code) {
        return Optional.ofNullable(lines().get(code));
    }

    /** @return all lines by their code */
    Map<String, Line> lines() {
        NetworkMap now = maps.current();
        Known last = known;
        if (last == null || last.map() != now) {
            last = new Known(now, now.lines().stream().collect(Collectors.toMap(Line::code, Function.identity())));
            known = last;
        }
        return last.lines();
    }

    /** @return where it rides; empty when the timetable has no such ride (any more) */
    Optional<Ride> ride(Leg leg) {
        return line(leg.lineCode())
                .filter(line -> line.runsOn(leg.serviceDate()))
                .flatMap(line -> ride(line, leg));
    }

    /** @return where its line takes such goods on that day now, at the time nearest to the leg's; empty when it does not */
    Optional<Ride> now(Leg leg) {
        return line(leg.lineCode()).filter(line -> line.runsOn(leg.serviceDate())).stream()
                .flatMap(line -> rides(line, leg))
                .min(Comparator.comparing(ride -> Duration.between(ride.leg().departsAt(), leg.departsAt())
                        .abs()));
    }

    private static Stream<Ride> rides(Line line, Leg leg) {
        if (leg.leavesCounty()) {
            return pickup(line, leg).stream();
        }
        int stops = line.stops().size();
        return IntStream.range(0, stops)
                .filter(board -> line.stops().get(board).nodeCode().equals(leg.fromNode()))
                .boxed()
                .flatMap(board -> IntStream.range(board + 1, stops)
                        .filter(alight -> line.stops().get(alight).nodeCode().equals(leg.toNode()))
                        .limit(1)
                        .mapToObj(alight -> ride(line, leg, board, alight)));
    }

    /** @return a carrier's pick-up at its line's only stop, when it leaves now; it holds room as if that led to another */
    private static Optional<Ride> pickup(Line line, Leg leg) {
        Line.Stop stop = line.stops().getFirst();
        if (line.mode() != Line.Mode.CARRIER || !stop.nodeCode().equals(leg.fromNode())) {
            return Optional.empty();
        }
        Instant leaves = at(leg.serviceDate(), stop.departMinute());
        var now = new Leg(leg.fromNode(), leg.toNode(), line.code(), leg.serviceDate(), leaves, leaves);
        return Optional.of(new Ride(now, 0, 1));
    }

    private static Ride ride(Line line, Leg leg, int board, int alight) {
        LocalDate date = leg.serviceDate();
        return new Ride(
                new Leg(
                        leg.fromNode(),
                        leg.toNode(),
                        line.code(),
                        date,
                        at(date, line.stops().get(board).departMinute()),
                        at(date, line.stops().get(alight).arriveMinute())),
                board,
                alight);
    }

    /** @return whether each can be changed to from the one before, handling included */
    boolean join(List<Leg> legs) {
        for (int i = 1; i < legs.size(); i++) {
            Leg before = legs.get(i - 1);
            Opening opening = maps.current().openings().get(before.toNode());
            long handling = opening == null ? 0 : opening.handlingMinutes();
            if (legs.get(i).departsAt().isBefore(before.arrivesAt().plusSeconds(60 * handling))) {
                return false;
            }
        }
        return true;
    }

    /** @return whether the timetable has it, nothing on it is closed, and goods may stand where it gets on and off */
    boolean stands(Leg leg) {
        return ride(leg).filter(ride -> !closed(ride)).isPresent() && open(leg.fromNode()) && open(leg.toNode());
    }

    private boolean closed(Ride ride) {
        Leg leg = ride.leg();
        Line line = line(leg.lineCode()).orElseThrow();
        return maps.current().closures().stream()
                .anyMatch(closure -> closure.closes(leg.fromNode(), leg.departsAt())
                        || closure.closes(leg.toNode(), leg.arrivesAt())
                        || IntStream.range(ride.board(), ride.alight())
                                .anyMatch(stop -> stops(closure, line, leg.serviceDate(), stop)));
    }

    private static boolean stops(Closure closure, Line line, LocalDate date, int stop) {
        Line.Stop from = line.stops().get(stop);
        Line.Stop to = line.stops().get(Math.min(stop + 1, line.stops().size() - 1));
        boolean here = line.code().equals(closure.line()) || closure.joins(from.nodeCode(), to.nodeCode());
        return here && closure.during(at(date, from.departMinute()), at(date, to.arriveMinute()));
    }

    private boolean open(String nodeCode) {
        Node node = maps.current().nodes().get(nodeCode);
        return node != null && node.open();
    }

    private static Optional<Ride> ride(Line line, Leg leg) {
        if (leg.leavesCounty()) {
            return pickup(line, leg).filter(ride -> ride.leg().equals(leg));
        }
        for (int board = 0; board < line.stops().size(); board++) {
            Line.Stop from = line.stops().get(board);
            if (from.nodeCode().equals(leg.fromNode())
                    && at(leg.serviceDate(), from.departMinute()).equals(leg.departsAt())) {
                for (int alight = board + 1; alight < line.stops().size(); alight++) {
                    Line.Stop to = line.stops().get(alight);
                    if (to.nodeCode().equals(leg.toNode())
                            && at(leg.serviceDate(), to.arriveMinute()).equals(leg.arrivesAt())) {
                        return Optional.of(new Ride(leg, board, alight));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** @param minute after the midnight at which the service day begins */
    static Instant at(LocalDate serviceDate, int minute) {
        return CountyTime.instant(serviceDate.plusDays(minute / DAY), LocalTime.ofSecondOfDay(minute % DAY * 60L));
    }
}
