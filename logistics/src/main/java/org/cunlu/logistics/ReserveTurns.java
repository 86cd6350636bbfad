package org.cunlu.logistics;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Rotations, for the books of the reserve. */
public interface ReserveTurns {
    /** @return gaps of these holdings that share a day with the span */
    List<ReserveBooks.Gap> gaps(Collection<String> holdings, LocalDate from, LocalDate until);
}
