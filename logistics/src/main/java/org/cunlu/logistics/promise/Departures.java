package org.cunlu.logistics.promise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The departures of one {@linkplain Blocks block}'s rides by minute of the day, as arrays. A departure is a ride at one of
 * its stops but the last. Whether it runs on a date is for who asks to find out, so that one table does for all dates and
 * none is made anew while people wait; a service day's departures after midnight stand at their minute of the day after.
 */
final class Departures {
    /** In the order of their codes. */
    final Ride[] rides;
    /** Minute of the day. */
    final int[] minute;
    /** Minutes from that day's midnight until it is at the next stop. */
    final int[] arrive;
    /** Index of the node it leaves. */
    final int[] from;
    /** Index of the node of the next stop. */
    final int[] to;
    /** Place of these two among the block's members; -1 when nothing may stand there. */
    final int[] fromPlace;

    final int[] toPlace;
    /** Which of {@link #rides}. */
    final int[] ride;
    /** Which stop of the ride it leaves. */
    final short[] stop;
    /** How many days before the service day began. */
    final byte[] daysBack;
    /** A bit for each weekday on which somebody is at the node at this minute, Monday's being 1. */
    final byte[] staffed;
    /** The most of {@link #daysBack}. */
    final int daysBackMax;

    private record Departure(int minute, int ride, int stop, int daysBack) {}

    /** @param rides in the order of their codes @param hours by node @param place by node */
    Departures(List<Ride> rides, Hours[] hours, int[] place) {
        this.rides = rides.toArray(Ride[]::new);
        var all = new ArrayList<Departure>();
        for (int i = 0; i < this.rides.length; i++) {
            int[] depart = this.rides[i].depart;
            for (int at = 0; at < depart.length - 1; at++) {
                all.add(new Departure(depart[at] % Minutes.DAY, i, at, depart[at] / Minutes.DAY));
            }
        }
        // In a fixed order, so that all instances break ties alike.
        all.sort(Comparator.comparingInt(Departure::minute)
                .thenComparingInt(Departure::ride)
                .thenComparingInt(Departure::stop));
        minute = all.stream().mapToInt(Departure::minute).toArray();
        ride = all.stream().mapToInt(Departure::ride).toArray();
        int size = minute.length;
        arrive = new int[size];
        from = new int[size];
        to = new int[size];
        fromPlace = new int[size];
        toPlace = new int[size];
        stop = new short[size];
        daysBack = new byte[size];
        staffed = new byte[size];
        int most = 0;
        for (int i = 0; i < size; i++) {
            Departure each = all.get(i);
            Ride of = this.rides[each.ride()];
            arrive[i] = of.arrive[each.stop() + 1] - each.daysBack() * Minutes.DAY;
            from[i] = of.node[each.stop()];
            to[i] = of.node[each.stop() + 1];
            fromPlace[i] = place[from[i]];
            toPlace[i] = place[to[i]];
            stop[i] = (short) each.stop();
            daysBack[i] = (byte) each.daysBack();
            staffed[i] = (byte) hours[from[i]].weekdaysOpenAt(each.minute());
            most = Math.max(most, each.daysBack());
        }
        daysBackMax = most;
    }

    int size() {
        return minute.length;
    }

    /** @param weekday 0 for Monday @return whether somebody is there to load it */
    boolean staffed(int departure, int weekday) {
        return (staffed[departure] >> weekday & 1) != 0;
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
