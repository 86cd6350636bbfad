package org.cunlu.logistics.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.PublishedTours;

/** A line on one of its days, or a trip of a published tour. @param goes whether it still does: not after another plan took its place */
record DatedTrip(Line line, LocalDate date, boolean goes) {
    DatedTrip(Line line, LocalDate date) {
        this(line, date, true);
    }

    static DatedTrip of(PublishedTours.Tour tour) {
        return new DatedTrip(tour.line(), tour.date(), tour.live());
    }

    /** @return whether it waits at its stops for their time; a tour goes on as soon as it is done there */
    boolean byTimetable() {
        return !PublishedTours.names(line.code());
    }

    /** A stop with the times of that day. */
    record Planned(int seq, String nodeCode, Instant arrivesAt, Instant departsAt) {}

    /** @return as parcels and scans name it: {@code B12/2026-11-23} */
    String code() {
        return line.code() + "/" + date;
    }

    List<Planned> stops() {
        Instant midnight = CountyTime.instant(date, LocalTime.MIDNIGHT);
        return IntStream.range(0, line.stops().size())
                .mapToObj(seq -> {
                    Line.Stop stop = line.stops().get(seq);
                    return new Planned(
                            seq,
                            stop.nodeCode(),
                            midnight.plusSeconds(60L * stop.arriveMinute()),
                            midnight.plusSeconds(60L * stop.departMinute()));
                })
                .toList();
    }

    Planned first() {
        return stops().getFirst();
    }

    Planned last() {
        return stops().getLast();
    }

    /** @return whether nobody can be on both from end to end; one that begins when the other ends is no such */
    boolean overlaps(DatedTrip other) {
        return first().departsAt().isBefore(other.last().arrivesAt())
                && other.first().departsAt().isBefore(last().arrivesAt());
    }

    /** @return the stop at a node; of a line that calls there twice the first that is not behind it */
    Optional<Planned> at(String nodeCode, int from) {
        return stops().stream()
                .filter(stop -> stop.seq() >= from && stop.nodeCode().equals(nodeCode))
                .findFirst();
    }
}
