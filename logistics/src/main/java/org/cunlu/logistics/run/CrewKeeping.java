package org.cunlu.logistics.run;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Line;

/** Says who drives a dated trip. */
@Singleton
class CrewKeeping {
    private static final String ACT = "logistics.trip-crew";
    /** A driver, his mate, and two who learn it. */
    static final int CREW_MAX = 4;
    /** A trip may run into the days behind its own. */
    static final int DAYS_MAX = 1 + Line.MINUTES_MAX / (24 * 60);

    private final Trips trips;
    private final RunTable runs;
    private final StopTable stops;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    CrewKeeping(Trips trips, RunTable runs, StopTable stops, Transactions transactions, Trail trail, Clock clock) {
        this.trips = trips;
        this.runs = runs;
        this.stops = stops;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /** Who drives it. @param version rises with each change */
    @Serdeable
    record Crew(String trip, Set<String> accounts, int version) {}

    /**
     * Names the crew; the one before is off the trip. Repeating it changes nothing.
     * @param accounts drivers of nodes where the trip calls, at most {@link #CREW_MAX}; none takes all off
     * @param version the one that was seen, 0 where nobody was named before
     * @throws ProblemException {@code not-found}; 400 {@code crew-too-large}, {@code not-a-driver}; 409 {@code crew-changed}
     *     with the facts {@code version} and {@code accounts}, {@code trip-over}, {@code driver-elsewhere} with the facts
     *     {@code account} and {@code trip}
     */
    Crew name(Caller dispatcher, String line, LocalDate date, Collection<String> accounts, int version) {
        DatedTrip trip = trips.ownOf(dispatcher, line, date, ACT);
        var crew = new TreeSet<>(accounts);
        if (crew.size() > CREW_MAX) {
            throw ProblemException.invalid("accounts", "crew-too-large", "一班最多 4 人 · Four people on a trip at most");
        }
        mayDrive(crew, trip);
        return transactions.run(() -> name(dispatcher, trip, crew, version));
    }

    private void mayDrive(Set<String> crew, DatedTrip trip) {
        crew.stream()
                .filter(account -> !trips.mayDrive(account, trip))
                .findFirst()
                .ifPresent(other -> {
                    throw ProblemException.invalid(
                                    "accounts",
                                    "not-a-driver",
                                    "不是本线路站点的司机 · Not a driver of a node where this trip calls")
                            .fact("account", other);
                });
    }

    /** Joins the transaction; the county's turn is taken and the trip is locked. Who drives it already goes on. */
    void man(Caller dispatcher, DatedTrip trip, Set<String> crew) {
        Set<String> before = runs.crew(trip.line().code(), trip.date());
        if (!before.equals(crew)) {
            mayDrive(crew, trip);
            free(crew, trip);
            runs.name(trip, trips.county(trip), crew, dispatcher.accountId(), clock.instant());
            trail.record(dispatcher.accountId(), ACT, trip.code(), before.toString(), crew.toString());
        }
    }

    private Crew name(Caller dispatcher, DatedTrip trip, Set<String> crew, int version) {
        String county = trips.county(trip);
        runs.takeTurns(county);
        int now = runs.lock(trip, county).version();
        Set<String> before = runs.crew(trip.line().code(), trip.date());
        if (before.equals(crew)) {
            return new Crew(trip.code(), crew, now);
        }
        if (now != version) {
            throw ProblemException.of(
                            409,
                            "crew-changed",
                            "班组刚被改动 · The crew was changed meanwhile",
                            "请刷新后重试 · Look at it again, then repeat")
                    .fact("version", now)
                    .fact("accounts", before);
        }
        boolean over = stops.of(trip).stream()
                .anyMatch(stop -> stop.seq() == trip.last().seq());
        if (over) {
            throw ProblemException.of(409, "trip-over", "班次已到终点 · The trip is at its end", null);
        }
        free(crew, trip);
        int next = runs.name(trip, county, crew, dispatcher.accountId(), clock.instant());
        trail.record(dispatcher.accountId(), ACT, trip.code(), before.toString(), crew.toString());
        return new Crew(trip.code(), crew, next);
    }

    private void free(Set<String> crew, DatedTrip trip) {
        runs.namedTo(crew, trip.date().minusDays(DAYS_MAX), trip.date().plusDays(DAYS_MAX)).stream()
                .filter(named -> trips.find(named.line(), named.date())
                        .filter(other -> other.goes() && !other.code().equals(trip.code()) && other.overlaps(trip))
                        .isPresent())
                .findFirst()
                .ifPresent(named -> {
                    throw ProblemException.of(
                                    409,
                                    "driver-elsewhere",
                                    "同一时间已排在另一班次 · Already on another trip at that time",
                                    "请换人，或先从那一班撤下 · Name somebody else, or take him off that trip first")
                            .fact("account", named.accountId())
                            .fact("trip", named.line() + "/" + named.date());
                });
    }
}
