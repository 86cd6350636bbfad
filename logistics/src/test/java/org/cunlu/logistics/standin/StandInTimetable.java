package org.cunlu.logistics.standin;

import static org.cunlu.logistics.standin.StandInNetwork.GATEWAY;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN2;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Line.Stop;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Timetable;

/** A van a day on each road of the small county, in the county's time. */
@Singleton
@Primary
@Requires(property = "logistics.stand-ins", value = "true")
@Requires(missingProperty = "logistics.real-network")
public class StandInTimetable implements Timetable {
    /** Leaves the hub at 8:00, stands at the second township from 9:00 to 9:10, and ends at its village at 10:00. */
    public static final String BUS = "BUS2";

    private static final List<Run> RUNS = List.of(
            new Run("V11-T1", VILLAGE11, TOWN1, LocalTime.of(7, 0), 40),
            new Run("V12-T1", VILLAGE12, TOWN1, LocalTime.of(7, 10), 40),
            new Run("T1-HUB", TOWN1, HUB, LocalTime.of(9, 0), 60),
            new Run("HUB-T1", HUB, TOWN1, LocalTime.of(12, 0), 60),
            new Run("T1-V11", TOWN1, VILLAGE11, LocalTime.of(15, 0), 40),
            new Run("T1-V12", TOWN1, VILLAGE12, LocalTime.of(15, 0), 30),
            new Run("HUB-OUT", HUB, GATEWAY, LocalTime.of(17, 0), 30),
            // A bus with three stops: each pair of them is a ride without change.
            new Run(BUS, HUB, TOWN2, LocalTime.of(8, 0), 60),
            new Run(BUS, HUB, VILLAGE21, LocalTime.of(8, 0), 120),
            new Run(BUS, TOWN2, VILLAGE21, LocalTime.of(9, 10), 50));

    /** The bus as a line, for whoever asks for its stops. */
    static Line bus() {
        return new Line(
                BUS,
                "县城—二乡班车",
                null,
                Line.Mode.BUS,
                Set.of(DayOfWeek.values()),
                null,
                null,
                10_000,
                1_000_000,
                List.of(new Stop(HUB, 480, 480), new Stop(TOWN2, 540, 550), new Stop(VILLAGE21, 600, 600)));
    }

    private record Run(String line, String from, String to, LocalTime departs, int minutes) {
        /** Any day, with more room than any test needs. */
        Line asLine() {
            int minute = departs.toSecondOfDay() / 60;
            return new Line(
                    line,
                    line,
                    null,
                    Line.Mode.VAN,
                    Set.of(DayOfWeek.values()),
                    null,
                    null,
                    10_000_000,
                    10_000_000_000L,
                    List.of(
                            new Line.Stop(from, minute, minute),
                            new Line.Stop(to, minute + minutes, minute + minutes)));
        }

        Leg on(LocalDate date) {
            Instant departure = CountyTime.instant(date, departs);
            return new Leg(from, to, line, date, departure, departure.plusSeconds(minutes * 60L));
        }
    }

    static List<Line> lines() {
        return Stream.concat(
                        RUNS.stream().filter(run -> !run.line().equals(BUS)).map(Run::asLine), Stream.of(bus()))
                .toList();
    }

    /** The van out of the county keeps nothing cool. */
    public static final String WARM = "HUB-OUT";

    /** Of the van T1-V12, which has no compartment for hazardous goods. */
    public static final String UNDIVIDED = "T1-V12";

    @Override
    public boolean carries(String lineCode, StorageClass goods) {
        return switch (goods) {
            case HAZARDOUS -> !lineCode.equals(UNDIVIDED);
            case CHILLED -> !lineCode.equals(WARM);
            default -> true;
        };
    }

    @Override
    public Optional<Leg> nextDeparture(String fromNode, String toNode, Instant after) {
        return departures(fromNode, toNode, after, 1).stream().findFirst();
    }

    @Override
    public List<Leg> departures(String fromNode, String toNode, Instant after, int limit) {
        LocalDate today = CountyTime.date(after);
        return RUNS.stream()
                .filter(run -> run.from().equals(fromNode) && run.to().equals(toNode))
                .flatMap(run -> IntStream.range(0, HORIZON_DAYS).mapToObj(day -> run.on(today.plusDays(day))))
                .filter(leg -> !leg.departsAt().isBefore(after))
                .sorted(Comparator.comparing(Leg::departsAt))
                .limit(limit)
                .toList();
    }

    /** @return the legs over these nodes, half an hour of handling at each */
    public List<Leg> way(Instant start, String... nodes) {
        var legs = new ArrayList<Leg>();
        Instant ready = start;
        for (int i = 1; i < nodes.length; i++) {
            Leg leg = nextDeparture(nodes[i - 1], nodes[i], ready).orElseThrow();
            legs.add(leg);
            ready = leg.arrivesAt().plusSeconds(1800);
        }
        return legs;
    }

    @Override
    public Promise replan(String atNode, String toNode, Load load, Instant arrivedAt) {
        if (atNode.equals(toNode)) {
            Instant ready = arrivedAt.plusSeconds(1800);
            return new Promise.Kept(List.of(), ready, new Arrival(CountyTime.date(ready), null, null, "按时 · in time"));
        }
        var way = path(atNode, toNode, List.of(atNode));
        if (way.isEmpty()) {
            return new Promise.Refused(Promise.Reason.NO_CONNECTION);
        }
        var legs = way(arrivedAt.plusSeconds(1800), way.toArray(String[]::new));
        return new Promise.Kept(
                legs,
                legs.getLast().arrivesAt(),
                new Arrival(CountyTime.date(legs.getLast().arrivesAt()), null, null, "按时 · in time"));
    }

    /** @return the nodes from one to the other, or nothing */
    private static List<String> path(String from, String to, List<String> been) {
        if (from.equals(to)) {
            return been;
        }
        return RUNS.stream()
                .filter(run -> run.from().equals(from) && !been.contains(run.to()))
                .map(run -> path(
                        run.to(),
                        to,
                        Stream.concat(been.stream(), Stream.of(run.to())).toList()))
                .filter(way -> !way.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
