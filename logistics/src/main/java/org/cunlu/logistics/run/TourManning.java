package org.cunlu.logistics.run;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.TourRuns;

/** Names who drives published tours by the rules of all runs: a driver and a vehicle are on one trip at a time. */
@Singleton
class TourManning implements TourRuns {
    private final Trips trips;
    private final RunTable runs;
    private final CrewKeeping crews;
    private final VehicleNaming vehicles;
    private final Transactions transactions;

    TourManning(Trips trips, RunTable runs, CrewKeeping crews, VehicleNaming vehicles, Transactions transactions) {
        this.trips = trips;
        this.runs = runs;
        this.crews = crews;
        this.vehicles = vehicles;
        this.transactions = transactions;
    }

    @Override
    public void man(Caller dispatcher, List<Manned> manned) {
        transactions.require();
        var crewOf = new LinkedHashMap<DatedTrip, Set<String>>();
        for (Manned each : manned) {
            DatedTrip trip = trips.find(each.line(), each.date()).orElseThrow();
            String county = trips.county(trip);
            runs.takeTurns(county);
            runs.lock(trip, county);
            Set<String> before = runs.crew(each.line(), each.date());
            Set<String> crew = crew(each, before);
            crewOf.put(trip, crew);
            if (!before.isEmpty() && !before.equals(crew)) {
                // Drivers may change vehicles with each other.
                crews.man(dispatcher, trip, Set.of());
            }
            vehicles.man(dispatcher, trip, each.vehicle());
        }
        crewOf.forEach((trip, crew) -> crews.man(dispatcher, trip, crew));
    }

    /** A driver who is of the crew stays with his mates. */
    private Set<String> crew(Manned each, Set<String> before) {
        if (each.driver() != null) {
            return before.contains(each.driver()) ? before : Set.of(each.driver());
        }
        return before.isEmpty() && each.like() != null ? runs.crew(each.like(), each.date()) : before;
    }

    @Override
    public void free(Collection<String> lines, LocalDate date) {
        transactions.require();
        if (!lines.isEmpty()) {
            runs.goWithNone(lines, date);
        }
    }
}
