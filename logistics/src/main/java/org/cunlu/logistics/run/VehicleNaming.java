package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Vehicles;
import org.cunlu.logistics.Vehicles.Vehicle;
import org.cunlu.logistics.Workplaces;

/** Says with which vehicle a dated trip goes. One vehicle is on one trip at a time. */
@Singleton
class VehicleNaming {
    private static final String ACT = "logistics.trip-vehicle";

    private final Trips trips;
    private final RunTable runs;
    private final StopTable stops;
    private final Vehicles vehicles;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Trail trail;

    VehicleNaming(
            Trips trips,
            RunTable runs,
            StopTable stops,
            Vehicles vehicles,
            Workplaces workplaces,
            Transactions transactions,
            Trail trail) {
        this.trips = trips;
        this.runs = runs;
        this.stops = stops;
        this.vehicles = vehicles;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.trail = trail;
    }

    /** @param vehicle code; null while none is named @param version rises with each change of vehicle or crew */
    @Serdeable
    record Going(String trip, @Nullable String vehicle, int version) {}

    /**
     * Names it; the one before is off the trip. The same again changes nothing.
     * @param vehicle code of one of the caller's part of the county; null for none
     * @param version the one that was seen, 0 where nothing was named before
     * @throws ProblemException {@code not-found}; 400 {@code vehicle-unknown}; 409 {@code vehicle-suspended}, {@code
     *     run-changed} with the facts {@code version} and {@code vehicle}, {@code trip-over}, {@code vehicle-elsewhere} with the fact
     *     {@code trip}
     */
    Going name(Caller dispatcher, String line, LocalDate date, @Nullable String vehicle, int version) {
        DatedTrip trip = trips.ownOf(dispatcher, line, date, ACT);
        if (vehicle != null) {
            Vehicle known = vehicles.find(List.of(vehicle)).get(vehicle);
            if (known == null || !workplaces.covers(dispatcher, known.node(), Trips.DISPATCH)) {
                if (known != null) {
                    trail.refused(dispatcher.accountId(), ACT, vehicle, "vehicle-unknown");
                }
                throw ProblemException.invalid(
                        "vehicle", "vehicle-unknown", "没有登记这辆车 · No such vehicle in the register");
            }
        }
        return transactions.run(() -> named(dispatcher, trip, vehicle, version));
    }

    private Going named(Caller dispatcher, DatedTrip trip, @Nullable String vehicle, int version) {
        String county = trips.county(trip);
        runs.takeTurns(county);
        RunTable.Run run = runs.lock(trip, county);
        if (Objects.equals(run.vehicle(), vehicle)) {
            return new Going(trip.code(), vehicle, run.version());
        }
        if (run.version() != version) {
            throw ProblemException.of(
                            409,
                            "run-changed",
                            "班次安排刚被改动 · The trip was changed meanwhile",
                            "请刷新后重试 · Look at it again, then repeat")
                    .fact("version", run.version())
                    .fact("vehicle", run.vehicle());
        }
        boolean over = stops.of(trip).stream()
                .anyMatch(stop -> stop.seq() == trip.last().seq());
        if (over) {
            throw ProblemException.of(409, "trip-over", "班次已到终点 · The trip is at its end", null);
        }
        if (vehicle != null) {
            free(vehicle, trip);
        }
        int next = runs.goesWith(trip, vehicle);
        trail.record(dispatcher.accountId(), ACT, trip.code(), run.vehicle(), vehicle);
        return new Going(trip.code(), vehicle, next);
    }

    /** Joins the transaction; the county's turn is taken and the trip is locked. */
    void man(Caller dispatcher, DatedTrip trip, String vehicle) {
        String before = runs.find(trip).map(RunTable.Run::vehicle).orElse(null);
        if (!vehicle.equals(before)) {
            free(vehicle, trip);
            runs.goesWith(trip, vehicle);
            trail.record(dispatcher.accountId(), ACT, trip.code(), before, vehicle);
        }
    }

    /** Whoever suspends it at the same time goes before or behind. */
    private void free(String vehicle, DatedTrip trip) {
        if (vehicles.lock(List.of(vehicle)).get(vehicle).suspended()) {
            throw ProblemException.of(409, "vehicle-suspended", "车辆已停用 · It is off the road", null);
        }
        runs
                .goingWith(
                        vehicle,
                        trip.date().minusDays(CrewKeeping.DAYS_MAX),
                        trip.date().plusDays(CrewKeeping.DAYS_MAX))
                .stream()
                .filter(named -> trips.find(named.line(), named.date())
                        .filter(other -> other.goes() && !other.code().equals(trip.code()) && other.overlaps(trip))
                        .isPresent())
                .findFirst()
                .ifPresent(named -> {
                    throw ProblemException.of(
                                    409,
                                    "vehicle-elsewhere",
                                    "同一时间已排在另一班次 · Already on another trip at that time",
                                    "请换车，或先从那一班撤下 · Take another vehicle, or take it off that trip first")
                            .fact("trip", named.line() + "/" + named.date());
                });
    }
}
