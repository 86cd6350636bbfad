package org.cunlu.logistics.promise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All departures of one calendar day in their order, as arrays. A departure is a ride at one of its stops but the last;
 * those after midnight of a service day that began the day before are among them.
 */
final class Departures {
    /** Minute of the day. */
    final int[] minute;

    final Ride[] ride;
    /** Which stop of the ride it leaves. */
    final int[] stop;
    /** 0 when the service day is this day, 1 when it is the day before. */
    final byte[] daysBack;

    private record Departure(int minute, Ride ride, int stop, int daysBack) {}

    /** @param day days since 1970 */
    Departures(List<Ride> rides, int day) {
        var all = new ArrayList<Departure>();
        for (Ride each : rides) {
            for (int back = 0; back <= 1; back++) {
                if (each.runsOn(day - back)) {
                    add(all, each, back);
                }
            }
        }
        all.sort(Comparator.comparingInt(Departure::minute)
                .thenComparingInt(departure -> departure.ride().index())
                .thenComparingInt(Departure::stop));
        minute = all.stream().mapToInt(Departure::minute).toArray();
        ride = all.stream().map(Departure::ride).toArray(Ride[]::new);
        stop = all.stream().mapToInt(Departure::stop).toArray();
        daysBack = new byte[all.size()];
        for (int i = 0; i < daysBack.length; i++) {
            daysBack[i] = (byte) all.get(i).daysBack();
        }
    }

    private static void add(List<Departure> all, Ride ride, int back) {
        for (int stop = 0; stop < ride.depart().length - 1; stop++) {
            int minute = ride.depart()[stop] - back * Minutes.DAY;
            if (minute >= 0 && minute < Minutes.DAY) {
                all.add(new Departure(minute, ride, stop, back));
            }
        }
    }

    int size() {
        return minute.length;
    }

    /** @return index of the first departure at this minute of the day or later */
    int from(int ofDay) {
        int low = 0;
        int high = minute.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (minute[middle] < ofDay) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
