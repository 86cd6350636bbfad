package org.cunlu.logistics;

import java.time.LocalDate;
import java.util.List;

/** What is held on the coming departures of a line. */
public interface HeldOnLines {
    /** From where to where, as the timetable has it now. @param amount that is held for it */
    record Ridden(Leg leg, DepartureRoom.Amount amount) {}

    /**
     * What is held on one of them.
     * @param rides in the order in which they leave
     * @param fullest the most that is on it at once, in each measure
     */
    record Trip(LocalDate date, List<Ridden> rides, DepartureRoom.Amount fullest) {}

    /** @return trips from this service date on on which something is held that has not left yet, by date */
    List<Trip> from(String lineCode, LocalDate date);
}
