package org.cunlu.logistics.run;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.PublishedTours;
import org.cunlu.logistics.Workplaces;

/** Which dated trips there are, and whose they are. */
@Singleton
class Trips {
    static final List<Role> DISPATCH = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);
    static final List<Role> DRIVE = List.of(Role.DRIVER);

    private final NetworkMaps maps;
    private final Workplaces workplaces;
    private final Grants grants;
    private final RunTable runs;
    private final PublishedTours tours;
    private final Trail trail;

    Trips(NetworkMaps maps, Workplaces workplaces, Grants grants, RunTable runs, PublishedTours tours, Trail trail) {
        this.maps = maps;
        this.workplaces = workplaces;
        this.grants = grants;
        this.runs = runs;
        this.tours = tours;
        this.trail = trail;
    }

    /** @return the trip, when the line runs that day, or the tour is or was published; a carrier's line is nobody's run */
    Optional<DatedTrip> find(String line, LocalDate date) {
        if (PublishedTours.names(line)) {
            return tours.find(line).filter(tour -> tour.date().equals(date)).map(DatedTrip::of);
        }
        return maps.current().lines().stream()
                .filter(each -> each.code().equals(line))
                .filter(each -> runsOn(each, date))
                .findFirst()
                .map(each -> new DatedTrip(each, date));
    }

    /** @param trip line and service date: {@code B12/2026-11-23} */
    Optional<DatedTrip> find(String trip) {
        int slash = trip.lastIndexOf('/');
        if (slash < 1) {
            return Optional.empty();
        }
        try {
            return find(trip.substring(0, slash), LocalDate.parse(trip.substring(slash + 1)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean runsOn(Line line, LocalDate date) {
        return line.mode() != Line.Mode.CARRIER && CountyTime.usual(date) && line.runsOn(date);
    }

    String county(DatedTrip trip) {
        Node node = maps.current().nodes().get(trip.first().nodeCode());
        return node == null ? "" : node.countyCode();
    }

    String name(String nodeCode) {
        Node node = maps.current().nodes().get(nodeCode);
        return node == null ? nodeCode : node.name();
    }

    /** @return trips of the day that call at a node where the caller dispatches, by line */
    List<DatedTrip> dispatchedBy(Caller caller, LocalDate date) {
        Stream<DatedTrip> byTimetable = maps.current().lines().stream()
                .filter(line -> runsOn(line, date))
                .map(line -> new DatedTrip(line, date));
        return Stream.concat(byTimetable, tours.on(date).stream().map(DatedTrip::of))
                .filter(trip -> callsIn(caller, trip.line(), DISPATCH))
                .sorted(Comparator.comparing(trip -> trip.line().code()))
                .toList();
    }

    private boolean callsIn(Caller caller, Line line, List<Role> roles) {
        return line.stops().stream().anyMatch(stop -> workplaces.covers(caller, stop.nodeCode(), roles));
    }

    /** @throws ProblemException 404, when none of its stops is in the caller's part of the county */
    DatedTrip seenBy(Caller dispatcher, String line, LocalDate date, String act) {
        DatedTrip trip = find(line, date).orElseThrow(ProblemException::notFound);
        if (!callsIn(dispatcher, trip.line(), DISPATCH)) {
            throw refused(dispatcher, act, trip);
        }
        return trip;
    }

    /** @throws ProblemException 404, when one of its stops is not in the caller's part of the county */
    DatedTrip ownOf(Caller dispatcher, String line, LocalDate date, String act) {
        DatedTrip trip = find(line, date).orElseThrow(ProblemException::notFound);
        boolean all = trip.stops().stream().allMatch(stop -> workplaces.covers(dispatcher, stop.nodeCode(), DISPATCH));
        if (!all) {
            throw refused(dispatcher, act, trip);
        }
        return trip;
    }

    /** @throws ProblemException 404, when the caller is not of its crew */
    DatedTrip drivenBy(Caller driver, String line, LocalDate date, String act) {
        DatedTrip trip = find(line, date).orElseThrow(ProblemException::notFound);
        if (!drives(driver, trip)) {
            throw refused(driver, act, trip);
        }
        return trip;
    }

    /** @return whether the caller is of the trip's crew, and still a driver on its way */
    boolean drives(Caller driver, DatedTrip trip) {
        return callsIn(driver, trip.line(), DRIVE)
                && runs.crew(trip.line().code(), trip.date()).contains(driver.accountId());
    }

    /** @return whether an account may drive it: he is a driver of a node where it calls */
    boolean mayDrive(String accountId, DatedTrip trip) {
        return callsIn(new Caller(accountId, grants.of(accountId)), trip.line(), DRIVE);
    }

    private ProblemException refused(Caller caller, String act, DatedTrip trip) {
        trail.refused(caller.accountId(), act, trip.code(), "not-found");
        return ProblemException.notFound();
    }

    /** @return the caller's trips of a day, by the time they leave */
    List<DatedTrip> drivenBy(Caller driver, LocalDate date) {
        Set<String> lines = runs.linesOf(driver.accountId(), date);
        Stream<DatedTrip> byTimetable = maps.current().lines().stream()
                .filter(line -> lines.contains(line.code()) && runsOn(line, date))
                .map(line -> new DatedTrip(line, date));
        Set<String> published = lines.stream().filter(PublishedTours::names).collect(Collectors.toSet());
        return Stream.concat(byTimetable, tours.of(published).stream().map(DatedTrip::of))
                .filter(trip -> callsIn(driver, trip.line(), DRIVE))
                .sorted(Comparator.comparing((DatedTrip trip) -> trip.first().departsAt())
                        .thenComparing(DatedTrip::code))
                .toList();
    }
}
