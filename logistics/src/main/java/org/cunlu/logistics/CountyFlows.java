package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import org.cunlu.kernel.caller.Caller;

/** Flows of the county that an operator runs. */
public interface CountyFlows {
    /**
     * @param from first day, by default 29 days before {@code to} @param to last day, by default today; 366 days at most
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code period-invalid}; 404 for who runs no whole county
     */
    Flows.Flow flows(Caller operator, @Nullable LocalDate from, @Nullable LocalDate to);
}
