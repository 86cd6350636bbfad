package org.cunlu.logistics.slip;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Opening;

/** What closures do to rides, by the map in force. */
@Singleton
class Roads {
    private final NetworkMaps maps;

    Roads(NetworkMaps maps) {
        this.maps = maps;
    }

    /** Where a trip comes next, and when. */
    record ComingStop(String node, Instant at) {}

    /** @return whether this instance knows of it yet: what it plans before would lead over what is closed */
    boolean known(Closure closure) {
        return maps.current().closures().contains(closure);
    }

    /** @return lines that a closure stops, in the order of their codes; none for a node, which they pass by */
    List<String> stopped(Closure closure) {
        return maps.current().lines().stream()
                .filter(line ->
                        closure.kind() == Closure.Kind.LINE ? line.code().equals(closure.line()) : joins(line, closure))
                .map(Line::code)
                .sorted()
                .toList();
    }

    /** @return lines of carriers who leave the county from there, in the order of their codes */
    List<String> carriersAt(String node) {
        return maps.current().lines().stream()
                .filter(line -> line.mode() == Line.Mode.CARRIER
                        && line.stops().getFirst().nodeCode().equals(node))
                .map(Line::code)
                .sorted()
                .toList();
    }

    private static boolean joins(Line line, Closure closure) {
        for (int stop = 0; stop + 1 < line.stops().size(); stop++) {
            if (closure.joins(
                    line.stops().get(stop).nodeCode(),
                    line.stops().get(stop + 1).nodeCode())) {
                return true;
            }
        }
        return false;
    }

    /** @return whether a node takes nothing then */
    boolean closed(String node, Instant at) {
        return maps.current().closures().stream().anyMatch(closure -> closure.closes(node, at));
    }

    /** @param riding whether it is being taken: then a stretch on which the vehicle is already counts as behind it */
    boolean breaks(Closure closure, Leg leg, boolean riding, Instant now) {
        if (closure.kind() == Closure.Kind.NODE) {
            return closure.closes(leg.toNode(), leg.arrivesAt())
                    || (!riding && closure.closes(leg.fromNode(), leg.departsAt()));
        }
        Optional<Line> line = line(leg.lineCode());
        if (line.isEmpty()) {
            return false;
        }
        if (leg.leavesCounty()) {
            return leg.lineCode().equals(closure.line()) && closure.during(leg.departsAt(), leg.arrivesAt());
        }
        int board = stopAt(line.get(), leg.fromNode(), 0);
        int off = stopAt(line.get(), leg.toNode(), board + 1);
        for (int stop = board; board >= 0 && stop < off; stop++) {
            if (stops(closure, line.get(), leg.serviceDate(), stop)
                    && !(riding && departs(line.get(), leg.serviceDate(), stop).isBefore(now))) {
                return true;
            }
        }
        return false;
    }

    /** @return whether anything on a leg that is still to be taken is closed */
    boolean broken(Leg leg, Instant now) {
        return maps.current().closures().stream().anyMatch(closure -> breaks(closure, leg, false, now));
    }

    /** @return whether the timetable has it */
    boolean runs(Leg leg) {
        return line(leg.lineCode()).filter(line -> line.runsOn(leg.serviceDate())).stream()
                .flatMap(line -> IntStream.range(0, line.stops().size())
                        .filter(stop -> line.stops().get(stop).nodeCode().equals(leg.fromNode())
                                && departs(line, leg.serviceDate(), stop).equals(leg.departsAt()))
                        .map(stop -> stopAt(line, leg.toNode(), stop + 1))
                        .filter(off ->
                                off > 0 && arrives(line, leg.serviceDate(), off).equals(leg.arrivesAt()))
                        .boxed())
                .findAny()
                .isPresent();
    }

    /** @return whether goods go there at all */
    boolean takesGoods(String node) {
        Node known = maps.current().nodes().get(node);
        return known != null && known.open();
    }

    Duration handling(String node) {
        Opening opening = maps.current().openings().get(node);
        return Duration.ofMinutes(opening == null ? 0 : opening.handlingMinutes());
    }

    private static boolean stops(Closure closure, Line line, LocalDate date, int stop) {
        boolean here = closure.kind() == Closure.Kind.LINE
                ? line.code().equals(closure.line())
                : closure.joins(
                        line.stops().get(stop).nodeCode(),
                        line.stops().get(stop + 1).nodeCode());
        return here && closure.during(departs(line, date, stop), arrives(line, date, stop + 1));
    }

    /**
     * @param leg that is being taken
     * @return empty when it can be taken to its end, or there is nothing better; else the next stop of the trip that is open,
     *     where its goods can get off
     */
    Optional<ComingStop> comingStop(Leg leg, Instant now) {
        NetworkMap map = maps.current();
        boolean broken = map.closures().stream().anyMatch(closure -> breaks(closure, leg, true, now));
        if (!broken) {
            return Optional.empty();
        }
        Line line = line(leg.lineCode()).orElse(null);
        int board = line == null ? -1 : stopAt(line, leg.fromNode(), 0);
        for (int stop = board; board >= 0 && stop < line.stops().size(); stop++) {
            Instant arrives = arrives(line, leg.serviceDate(), stop);
            boolean ahead = stop > board && !arrives.isBefore(now);
            if (ahead && takesOff(line.stops().get(stop).nodeCode(), arrives)) {
                return Optional.of(new ComingStop(line.stops().get(stop).nodeCode(), arrives));
            }
            if (stopsBehind(map, line, leg.serviceDate(), stop, now)) {
                break;
            }
        }
        return Optional.empty();
    }

    private boolean takesOff(String node, Instant at) {
        return takesGoods(node) && !closed(node, at);
    }

    private static boolean stopsBehind(NetworkMap map, Line line, LocalDate date, int stop, Instant now) {
        return stop + 1 < line.stops().size()
                && !departs(line, date, stop).isBefore(now)
                && map.closures().stream()
                        .filter(closure -> closure.kind() != Closure.Kind.NODE)
                        .anyMatch(closure -> stops(closure, line, date, stop));
    }

    private Optional<Line> line(String code) {
        return maps.current().lines().stream()
                .filter(line -> line.code().equals(code))
                .findFirst();
    }

    private static int stopAt(Line line, String node, int first) {
        for (int stop = first; stop < line.stops().size(); stop++) {
            if (line.stops().get(stop).nodeCode().equals(node)) {
                return stop;
            }
        }
        return -1;
    }

    private static Instant departs(Line line, LocalDate date, int stop) {
        return midnight(date).plusSeconds(60L * line.stops().get(stop).departMinute());
    }

    private static Instant arrives(Line line, LocalDate date, int stop) {
        return midnight(date).plusSeconds(60L * line.stops().get(stop).arriveMinute());
    }

    private static Instant midnight(LocalDate date) {
        return CountyTime.instant(date, LocalTime.MIDNIGHT);
    }
}
