package org.cunlu.logistics;

import java.time.LocalDate;

/** What dated trips can still take. Asked for each departure that a search looks at, so it is answered from memory. */
@FunctionalInterface
public interface Room {
    /**
     * @param stop index of the stop it leaves; for a {@link Line.Mode#CARRIER} 0, its only one
     * @return what is left from there to the next stop; never more than the line's own room
     */
    Left left(Line line, LocalDate serviceDate, int stop);

    /** As {@link #left}, for those who ask often; answer it without making anything where that is easy. */
    default boolean takes(Line line, LocalDate serviceDate, int stop, Load load) {
        return left(line, serviceDate, stop).takes(load);
    }

    /**
     * @return whether it would take this if nobody else held room on it: when it would and does not, it is full, and people
     *     are told so
     */
    default boolean wouldTake(Line line, LocalDate serviceDate, int stop, Load load) {
        return load.weightGrams() <= line.weightGrams()
                && load.volumeCm3() <= line.volumeCm3()
                && (line.pieces() == null || load.pieces() <= line.pieces());
    }

    /** What is left, each 0 or more. @param pieces parcels */
    record Left(long weightGrams, long volumeCm3, long pieces) {
        public boolean takes(Load load) {
            return load.weightGrams() <= weightGrams && load.volumeCm3() <= volumeCm3 && load.pieces() <= pieces;
        }
    }
}
