package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** The tables of runs and of who drives them. */
@Singleton
class RunTable {
    private final Sql sql;

    RunTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param version 0 before a crew or a vehicle was ever named
     * @param saidLate minutes, as the crew said last
     * @param vehicle its code; null while none is named
     */
    record Run(
            String line,
            int version,
            @Nullable Integer saidLate,
            @Nullable String vehicle) {
        static Run none(String line) {
            return new Run(line, 0, null, null);
        }
    }

    /** Whatever is done to a trip takes turns from here on. */
    Run lock(DatedTrip trip, String county) {
        sql.change(
                "INSERT INTO log_run (line_code, service_date, county_code, version) VALUES (?, ?, ?, 0)"
                        + " ON DUPLICATE KEY UPDATE line_code = line_code",
                trip.line().code(),
                trip.date(),
                county);
        return sql.one(
                        "SELECT line_code, version, said_late, vehicle_code FROM log_run WHERE line_code = ? AND service_date = ?"
                                + " FOR UPDATE",
                        RunTable::run,
                        trip.line().code(),
                        trip.date())
                .orElseThrow();
    }

    private static Run run(Row row) {
        Long late = row.numberOrNull("said_late");
        return new Run(
                row.string("line_code"),
                row.integer("version"),
                late == null ? null : late.intValue(),
                row.string("vehicle_code"));
    }

    Optional<Run> find(DatedTrip trip) {
        return sql.one(
                "SELECT line_code, version, said_late, vehicle_code FROM log_run WHERE line_code = ? AND service_date = ?",
                RunTable::run,
                trip.line().code(),
                trip.date());
    }

    /** @return by line */
    Map<String, Run> on(LocalDate date) {
        return sql
                .list(
                        "SELECT line_code, version, said_late, vehicle_code FROM log_run WHERE service_date = ?",
                        RunTable::run,
                        date)
                .stream()
                .collect(Collectors.toMap(Run::line, run -> run));
    }

    Set<String> crew(String line, LocalDate date) {
        return new TreeSet<>(sql.list(
                "SELECT account_id FROM log_run_crew WHERE line_code = ? AND service_date = ?",
                row -> row.string("account_id"),
                line,
                date));
    }

    /** @return by line */
    Map<String, List<String>> crews(LocalDate date) {
        return sql
                .list(
                        "SELECT line_code, account_id FROM log_run_crew WHERE service_date = ?"
                                + " ORDER BY line_code, account_id",
                        row -> Map.entry(row.string("line_code"), row.string("account_id")),
                        date)
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    Set<String> linesOf(String accountId, LocalDate date) {
        return new TreeSet<>(sql.list(
                "SELECT line_code FROM log_run_crew WHERE account_id = ? AND service_date = ?",
                row -> row.string("line_code"),
                accountId,
                date));
    }

    /** Crews of a county are named one after another until the transaction ends; taken before any run is locked. */
    void takeTurns(String county) {
        sql.change(
                "INSERT INTO log_run_roster (county_code) VALUES (?) ON DUPLICATE KEY UPDATE county_code = county_code",
                county);
        sql.one(
                "SELECT county_code FROM log_run_roster WHERE county_code = ? FOR UPDATE",
                row -> row.string("county_code"),
                county);
    }

    /** A trip that somebody is named to. */
    record Named(String accountId, String line, LocalDate date) {}

    /** @return what these are named to from one day to another, by account and trip */
    List<Named> namedTo(Collection<String> accounts, LocalDate from, LocalDate to) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(accounts);
        arguments.add(from);
        arguments.add(to);
        return sql.list(
                "SELECT account_id, line_code, service_date FROM log_run_crew WHERE account_id IN ("
                        + Sql.marks(accounts.size()) + ") AND service_date BETWEEN ? AND ?"
                        + " ORDER BY account_id, service_date, line_code",
                row -> new Named(row.string("account_id"), row.string("line_code"), row.date("service_date")),
                arguments.toArray());
    }

    /** @return the run's new version */
    int name(DatedTrip trip, String county, Collection<String> crew, String by, Instant at) {
        sql.change(
                "DELETE FROM log_run_crew WHERE line_code = ? AND service_date = ?",
                trip.line().code(),
                trip.date());
        sql.insertMany(
                "INSERT INTO log_run_crew (line_code, service_date, account_id, county_code, named_by, named_at)",
                crew.stream()
                        .map(account -> new Object[] {trip.line().code(), trip.date(), account, county, by, at})
                        .toList());
        sql.change(
                "UPDATE log_run SET version = version + 1 WHERE line_code = ? AND service_date = ?",
                trip.line().code(),
                trip.date());
        return find(trip).orElseThrow().version();
    }

    /** A trip that a vehicle goes on. */
    record Going(String line, LocalDate date) {}

    List<Going> goingWith(String vehicle, LocalDate from, LocalDate to) {
        return sql.list(
                "SELECT line_code, service_date FROM log_run WHERE vehicle_code = ? AND service_date BETWEEN ? AND ?"
                        + " ORDER BY service_date, line_code",
                row -> new Going(row.string("line_code"), row.date("service_date")),
                vehicle,
                from,
                to);
    }

    /** @return the run's new version */
    int goesWith(DatedTrip trip, @Nullable String vehicle) {
        sql.change(
                "UPDATE log_run SET vehicle_code = ?, version = version + 1 WHERE line_code = ? AND service_date = ?",
                vehicle,
                trip.line().code(),
                trip.date());
        return find(trip).orElseThrow().version();
    }

    /** Their vehicles are free again. */
    void goWithNone(Collection<String> lines, LocalDate date) {
        var arguments = new ArrayList<Object>(List.of(date));
        arguments.addAll(lines);
        sql.change(
                "UPDATE log_run SET vehicle_code = NULL, version = version + 1 WHERE service_date = ? AND line_code IN ("
                        + Sql.marks(lines.size()) + ") AND vehicle_code IS NOT NULL",
                arguments.toArray());
    }

    /** @param minutes null once it was seen at a stop since */
    void saidLate(DatedTrip trip, @Nullable Integer minutes) {
        sql.change(
                "UPDATE log_run SET said_late = ? WHERE line_code = ? AND service_date = ?",
                minutes,
                trip.line().code(),
                trip.date());
    }
}
