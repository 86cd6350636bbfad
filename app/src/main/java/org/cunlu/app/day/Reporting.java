package org.cunlu.app.day;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.cunlu.app.play.Outcome;

/** Sums a day up. */
final class Reporting {
    private final County county;
    private final List<Piece> pieces;
    private final List<Trip> trips;

    Reporting(County county, List<Piece> pieces, List<Trip> trips) {
        this.county = county;
        this.pieces = pieces;
        this.trips = trips;
    }

    DayReport report(
            Instant from,
            Instant until,
            Map<String, Long> nanos,
            Scanner scanner,
            int overflowed,
            int requests,
            long statements,
            ByTheTimetable.Held timetable,
            int exceptionsWanted,
            List<Outcome.Tours> tours) {
        var stages = nanos.entrySet().stream()
                .map(each -> new Outcome.Stage(each.getKey(), TimeUnit.NANOSECONDS.toMillis(each.getValue())))
                .toList();
        return new DayReport(
                from,
                until,
                pieces.size(),
                (int) pieces.stream().filter(Piece::done).count(),
                ways(),
                lines(),
                mishaps(),
                stages,
                scanner.sent(),
                scanner.refused(),
                overflowed,
                requests,
                statements,
                timetable,
                exceptionsWanted,
                tours);
    }

    /** By where each really came from and went. */
    private String direction(Piece piece) {
        if (piece.destination.equals(county.gateway())) {
            return "up";
        }
        return county.aboveOrBelow(piece.source, piece.destination) || piece.source.equals(piece.destination)
                ? "down"
                : "across";
    }

    private List<DayReport.Way> ways() {
        var by = pieces.stream().collect(Collectors.groupingBy(this::direction, TreeMap::new, Collectors.toList()));
        var ways = new ArrayList<DayReport.Way>();
        by.forEach((direction, some) -> ways.add(new DayReport.Way(
                direction,
                some.size(),
                some.stream().mapToLong(piece -> piece.grams).sum(),
                (int) some.stream().filter(Piece::onTime).count())));
        return ways;
    }

    private List<DayReport.Run> lines() {
        var by = trips.stream()
                .filter(trip -> trip.carried() > 0)
                .collect(Collectors.groupingBy(trip -> trip.line().code(), TreeMap::new, Collectors.toList()));
        var lines = new ArrayList<DayReport.Run>();
        by.forEach((code, runs) -> lines.add(new DayReport.Run(
                code,
                runs.getFirst().line().mode().name(),
                runs.size(),
                runs.stream().mapToInt(Trip::carried).sum(),
                runs.stream().mapToDouble(Trip::fill).max().orElseThrow())));
        return lines;
    }

    private List<DayReport.WentWrong> mishaps() {
        return Arrays.stream(Mishap.values())
                .map(kind -> {
                    var hit = pieces.stream()
                            .filter(piece -> piece.mishap == kind && piece.happened())
                            .toList();
                    return new DayReport.WentWrong(
                            kind.name(),
                            kind.what(),
                            hit.size(),
                            (int) hit.stream().filter(Piece::done).count(),
                            (int) hit.stream().filter(Piece::onTime).count());
                })
                .filter(row -> row.happened() > 0)
                .toList();
    }
}
