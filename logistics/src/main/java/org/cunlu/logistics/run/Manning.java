package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.TripManning;
import org.cunlu.logistics.Vehicles;
import org.cunlu.logistics.Workplaces;

/** Crew and vehicle of one trip, seen and named together by the rules of each. */
@Singleton
class Manning implements TripManning {
    private static final String LOOK = "logistics.trip-manning";

    private final Trips trips;
    private final RunTable runs;
    private final StopTable stops;
    private final CrewKeeping crews;
    private final VehicleNaming naming;
    private final Vehicles vehicles;
    private final NetworkMaps maps;
    private final Workplaces workplaces;
    private final Grants grants;
    private final AccountLives people;
    private final Transactions transactions;

    Manning(
            Trips trips,
            RunTable runs,
            StopTable stops,
            CrewKeeping crews,
            VehicleNaming naming,
            Vehicles vehicles,
            NetworkMaps maps,
            Workplaces workplaces,
            Grants grants,
            AccountLives people,
            Transactions transactions) {
        this.trips = trips;
        this.runs = runs;
        this.stops = stops;
        this.crews = crews;
        this.naming = naming;
        this.vehicles = vehicles;
        this.maps = maps;
        this.workplaces = workplaces;
        this.grants = grants;
        this.people = people;
        this.transactions = transactions;
    }

    @Override
    public Manned see(Caller dispatcher, String line, LocalDate date) {
        DatedTrip trip = trips.ownOf(dispatcher, line, date, LOOK);
        return transactions.read(() -> {
            RunTable.Run run = runs.find(trip).orElse(RunTable.Run.none(line));
            Set<String> crew = runs.crew(line, date);
            Set<String> may = new TreeSet<>(drivers(trip));
            may.addAll(crew);
            Map<String, String> names = people.maskedNames(may);
            return new Manned(
                    line,
                    date,
                    trip.line().name(),
                    trip.first().nodeCode(),
                    trip.last().nodeCode(),
                    trip.first().departsAt(),
                    trip.last().arrivesAt(),
                    named(crew, names),
                    run.vehicle(),
                    run.version(),
                    named(may, names),
                    fleet(dispatcher),
                    stops.of(trip).stream()
                            .anyMatch(stop -> stop.seq() == trip.last().seq()));
        });
    }

    private static List<Driver> named(Collection<String> accounts, Map<String, String> names) {
        return accounts.stream()
                .map(account -> new Driver(account, names.getOrDefault(account, account)))
                .toList();
    }

    /** Drivers of the nodes where it calls, and of those above them. */
    private List<String> drivers(DatedTrip trip) {
        var above = new TreeSet<String>();
        var at = new TreeSet<String>();
        trip.stops().forEach(stop -> {
            Node node = maps.current().nodes().get(stop.nodeCode());
            if (node != null) {
                at.add(node.code());
                Arrays.stream(node.path().split("/"))
                        .filter(Predicate.not(String::isEmpty))
                        .forEach(above::add);
            }
        });
        var drivers = new ArrayList<String>();
        Stream.concat(
                        at.stream().map(code -> new Scope(Scope.Kind.NODE, code)),
                        above.stream().map(code -> new Scope(Scope.Kind.SUBTREE, code)))
                .forEach(scope -> drivers.addAll(grants.holders(Role.DRIVER, scope)));
        return drivers;
    }

    private List<Vehicles.Vehicle> fleet(Caller dispatcher) {
        return maps.current().nodes().values().stream()
                .filter(node -> node.tier() != Node.Tier.VILLAGE)
                .filter(node -> workplaces.covers(dispatcher, node.code(), Trips.DISPATCH))
                .flatMap(node -> vehicles.at(node.code()).stream())
                .sorted(Comparator.comparing(Vehicles.Vehicle::code))
                .toList();
    }

    @Override
    public void man(
            Caller dispatcher,
            String line,
            LocalDate date,
            List<String> accounts,
            @Nullable String vehicle,
            int version) {
        transactions.run(() -> {
            CrewKeeping.Crew crew = crews.name(dispatcher, line, date, accounts, version);
            naming.name(dispatcher, line, date, vehicle, crew.version());
        });
    }
}
