package org.cunlu.web.dispatch;

import java.util.List;
import java.util.stream.IntStream;
import org.cunlu.logistics.TourDesk;

/** The hours over which the tours of a day are drawn. @param first and {@code last} hour, with a place for it each */
public record Axis(int first, int last) {
    public static final int WIDTH = 1_000;
    private static final int HOUR = 3_600;
    private static final int HOURS_MAX = 48;

    static Axis of(List<TourDesk.Tour> tours) {
        int first = tours.stream()
                .flatMap(tour -> tour.trips().stream())
                .mapToInt(trip -> Math.floorDiv(trip.leaves(), HOUR))
                .min()
                .orElse(6);
        int last = tours.stream()
                .flatMap(tour -> tour.trips().stream())
                .mapToInt(trip -> Math.ceilDiv(trip.back(), HOUR))
                .max()
                .orElse(20);
        int from = Math.clamp(first, 0, HOURS_MAX - 1);
        return new Axis(from, Math.clamp(last, from + 1, HOURS_MAX));
    }

    /** @return a place for each hour; every second one where there are many */
    public List<Integer> hours() {
        int step = last - first > 12 ? 2 : 1;
        return IntStream.rangeClosed(first, last)
                .filter(hour -> (hour - first) % step == 0)
                .boxed()
                .toList();
    }

    public int at(int second) {
        long place = (long) WIDTH * (second - first * HOUR) / ((last - first) * HOUR);
        return Math.clamp(place, 0, WIDTH);
    }

    public int ofHour(int hour) {
        return at(hour * HOUR);
    }
}
