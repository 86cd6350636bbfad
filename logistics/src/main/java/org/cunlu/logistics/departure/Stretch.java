package org.cunlu.logistics.departure;

import java.time.LocalDate;
import java.util.Comparator;

/** A run of a line on a service date from one of its stops to the next. @param stop index of the stop that it leaves */
record Stretch(String lineCode, LocalDate serviceDate, int stop) implements Comparable<Stretch> {
    private static final Comparator<Stretch> ORDER = Comparator.comparing(Stretch::lineCode)
            .thenComparing(Stretch::serviceDate)
            .thenComparingInt(Stretch::stop);

    /** The order in which rows are locked everywhere. */
    @Override
    public int compareTo(Stretch other) {
        return ORDER.compare(this, other);
    }
}
