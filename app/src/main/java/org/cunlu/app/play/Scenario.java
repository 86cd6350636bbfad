package org.cunlu.app.play;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * What became of one story of the play.
 * @param parcels how many parcels it had
 * @param arrived how many were handed over
 * @param onTime how many of them by the time promised when the order was placed
 * @param millis how long it took the machine
 * @param timeline steps of its first parcel
 */
@Serdeable
public record Scenario(
        String name, String what, int parcels, int arrived, int onTime, long millis, List<Moment> timeline) {
    /** A step of the timeline, in county time. */
    @Serdeable
    public record Moment(Instant at, String what, String place, String holder) {}

    public boolean complete() {
        return parcels > 0 && parcels == arrived;
    }
}
