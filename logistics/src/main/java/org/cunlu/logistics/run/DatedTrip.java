package org.cunlu.logistics.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;

/** A line on one of its days. */
record DatedTrip(Line line, LocalDate date) {
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
