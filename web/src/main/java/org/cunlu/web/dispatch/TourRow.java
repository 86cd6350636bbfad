package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * A van's day in the list of a plan.
 * @param lateMinutes by which its run is late; 0 for a draft
 * @param broken what does not hold in it, in the reader's language
 * @param bars its day on an axis of {@link Axis#WIDTH}
 */
public record TourRow(
        String van,
        String plate,
        boolean locked,
        int lateMinutes,
        String leaves,
        String back,
        String km,
        String cost,
        String fill,
        List<String> broken,
        List<Trip> trips,
        List<Bar> bars) {
    /** @param number from 1 @param run line and date of the run that it became; null before */
    public record Trip(
            int number,
            String leaves,
            String back,
            @Nullable String run,
            List<Chip> chips) {}

    /**
     * A stop in its trip.
     * @param position from 1
     * @param arrived when the van was there; null before, or for a draft
     * @param late whether that is after the station closed, or it is not there yet though it should be
     */
    public record Chip(
            String stop,
            String name,
            int position,
            String begins,
            long brings,
            long fetches,
            boolean must,
            boolean pinned,
            boolean broken,
            @Nullable String arrived,
            boolean late) {}

    /** @param kind {@code trip}, {@code visit}, {@code late}, {@code been} */
    public record Bar(String kind, int x, int width, String title) {}

    public int stops() {
        return trips.stream().mapToInt(trip -> trip.chips().size()).sum();
    }
}
