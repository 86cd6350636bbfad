package org.cunlu.app.day;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.app.day.Piece.Hop;
import org.cunlu.app.play.Unplayable;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;

/** What waits at nodes for its departure, and all runs of the day. */
final class Platform {
    private final County county;
    private final Map<String, Trip> trips = new TreeMap<>();
    private final Map<Boarding, List<Waiting>> waiting = new TreeMap<>();

    Platform(County county) {
        this.county = county;
    }

    /** A trip at one of its stops. */
    record Boarding(Instant departs, String trip, int stop) implements Comparable<Boarding> {
        @Override
        public int compareTo(Boarding other) {
            return Comparator.comparing(Boarding::departs)
                    .thenComparing(Boarding::trip)
                    .thenComparingInt(Boarding::stop)
                    .compare(this, other);
        }
    }

    /** A parcel that waits for a ride. */
    record Waiting(Piece piece, Hop hop) {}

    /** The parcel goes by this ride. */
    synchronized void put(Piece piece, Hop hop) {
        Line line = county.lines().get(hop.line());
        int stop = stop(line, hop);
        var trip = new Trip(line, Trip.dateOf(line, stop, hop.departs()));
        trips.putIfAbsent(trip.code(), trip);
        waiting.computeIfAbsent(new Boarding(hop.departs(), trip.code(), stop), key -> new ArrayList<>())
                .add(new Waiting(piece, hop));
    }

    /**
     * @param instead the ride that a parcel takes now in place of the one that it waits for; the same where it keeps that, null where
     *     the station's list tells
     * @return those for which the list tells
     */
    synchronized List<Piece> again(BiFunction<Piece, Hop, Hop> instead) {
        var changed = new ArrayList<Waiting>();
        waiting.values()
                .forEach(here -> here.removeIf(each -> {
                    Hop now = instead.apply(each.piece(), each.hop());
                    return !each.hop().equals(now) && changed.add(new Waiting(each.piece(), now));
                }));
        waiting.values().removeIf(List::isEmpty);
        changed.stream().filter(each -> each.hop() != null).forEach(each -> put(each.piece(), each.hop()));
        return changed.stream()
                .filter(each -> each.hop() == null)
                .map(Waiting::piece)
                .toList();
    }

    private static int stop(Line line, Hop hop) {
        if (line == null) {
            throw new Unplayable("no line " + hop.line());
        }
        for (int i = 0; i < line.stops().size(); i++) {
            boolean here = line.stops().get(i).nodeCode().equals(hop.from());
            if (here
                    && new Trip(line, Trip.dateOf(line, i, hop.departs()))
                            .departs(i)
                            .equals(hop.departs())) {
                return i;
            }
        }
        throw new Unplayable(hop.line() + " does not leave " + hop.from() + " at " + hop.departs());
    }

    /** @return who waits for this trip at this stop, taken off the platform */
    synchronized List<Waiting> board(Trip trip, int stop) {
        var here = waiting.remove(new Boarding(trip.departs(stop), trip.code(), stop));
        return here == null ? List.of() : here;
    }

    /** @return trips with something to do until then */
    synchronized List<Trip> due(Instant until) {
        var due = new TreeSet<String>();
        waiting.keySet().stream()
                .filter(boarding -> !boarding.departs().isAfter(until))
                .forEach(boarding -> due.add(boarding.trip()));
        trips.values().stream()
                .filter(trip ->
                        !trip.empty() && !trip.arrives(trip.nextUnloading()).isAfter(until))
                .forEach(trip -> due.add(trip.code()));
        return due.stream().map(trips::get).toList();
    }

    /** @return when the next thing happens; {@link Instant#MAX} when nothing is on its way */
    synchronized Instant next() {
        var departures = waiting.keySet().stream().map(Boarding::departs);
        var arrivals =
                trips.values().stream().filter(trip -> !trip.empty()).map(trip -> trip.arrives(trip.nextUnloading()));
        return Stream.concat(departures, arrivals)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** @return when the next departure of such a line is waited for; {@link Instant#MAX} when none is */
    synchronized Instant next(Predicate<Line> of) {
        return waiting.keySet().stream()
                .filter(boarding -> of.test(trips.get(boarding.trip()).line()))
                .map(Boarding::departs)
                .findFirst()
                .orElse(Instant.MAX);
    }

    /** @return such lines of which a departure on that day is waited for */
    synchronized Set<Line> waitedFor(LocalDate day, Predicate<Line> of) {
        return waiting.keySet().stream()
                .filter(boarding -> CountyTime.date(boarding.departs()).equals(day))
                .map(boarding -> trips.get(boarding.trip()).line())
                .filter(of)
                .collect(Collectors.toSet());
    }

    synchronized List<Trip> all() {
        return List.copyOf(trips.values());
    }
}
