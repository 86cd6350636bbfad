package org.cunlu.web.run;

import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.DriverRuns;

/** A trip in the list of a day. */
public record TripLine(DriverRuns.Trip trip) {
    /** @return such as {@code 07:30} */
    public String leaves() {
        return CountyTime.at(trip.departsAt()).toLocalTime().toString();
    }

    public String arrives() {
        return CountyTime.at(trip.arrivesAt()).toLocalTime().toString();
    }
}
