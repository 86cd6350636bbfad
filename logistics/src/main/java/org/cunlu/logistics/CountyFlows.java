package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** Flows of the county that an operator runs. */
public interface CountyFlows {
    /**
     * @param from first day, by default 29 days before {@code to} @param to last day, by default today; 366 days at most
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code period-invalid}; 404 for who runs no whole county
     */
    Flows.Flow flows(Caller operator, @Nullable LocalDate from, @Nullable LocalDate to);

    /**
     * Whether promises were kept, by way.
     * @param from as {@link #flows} @param to as {@link #flows}
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code period-invalid}; 404 for who runs no whole county
     */
    List<Flows.Kept> kept(Caller operator, @Nullable LocalDate from, @Nullable LocalDate to);
}
