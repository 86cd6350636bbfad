package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** What must be turned by when (轮换计划), and what is being turned. */
public interface ReserveCalendar {
    /** A lot that is due within a year, or was. @param source where the cycle is written */
    record Turn(
            String holding,
            String lotId,
            String skuCode,
            String lotCode,
            long pieces,
            LocalDate inOn,
            LocalDate dueOn,
            String source) {}

    /**
     * @param sequence whether the old goes first or the new comes first @param state of the rotation, a code
     * @param allowedUntil last day of the plain gap @param extendedUntil last day of its extension
     */
    record Turning(
            String rotationId,
            String holding,
            String skuCode,
            String sequence,
            long pieces,
            long grams,
            long refilledGrams,
            String reason,
            String state,
            @Nullable LocalDate outOn,
            @Nullable LocalDate allowedUntil,
            @Nullable LocalDate extendedUntil,
            @Nullable LocalDate fullOn) {}

    /**
     * @return lots of these holdings, the earliest first; of a commodity without a written cycle none
     * @throws org.cunlu.kernel.problem.ProblemException 404 for another's holding
     */
    List<Turn> turns(Caller caller, Collection<String> holdings);

    /**
     * @return the first hundred of each of these holdings
     * @throws org.cunlu.kernel.problem.ProblemException 404 for another's holding
     */
    List<Turning> turnings(Caller caller, Collection<String> holdings);
}
