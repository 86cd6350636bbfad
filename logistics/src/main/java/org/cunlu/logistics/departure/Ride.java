package org.cunlu.logistics.departure;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.cunlu.logistics.Leg;

/** A leg as stretches of a line; a carrier's pick-up is one, from its only stop. @param board index of the stop at which it gets on @param alight at which it gets off */
record Ride(Leg leg, int board, int alight) {
    String lineCode() {
        return leg.lineCode();
    }

    LocalDate serviceDate() {
        return leg.serviceDate();
    }

    boolean on(Leg trip) {
        return lineCode().equals(trip.lineCode()) && serviceDate().equals(trip.serviceDate());
    }

    List<Stretch> stretches() {
        return IntStream.range(board, alight)
                .mapToObj(stop -> new Stretch(lineCode(), serviceDate(), stop))
                .toList();
    }
}
