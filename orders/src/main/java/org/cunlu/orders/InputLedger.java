package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** What farm inputs were sold from nodes below an inspector's own: to whom, and what for. Days are the county's; a year at most. */
public interface InputLedger {
    /** Longest reason for a look. */
    int WHY_MAX = 200;

    /** Kinds of file. */
    enum Form {
        CSV,
        XLSX
    }

    /**
     * What is asked for.
     * @param from the first day @param until the last one @param seller code of a shop; null for all
     */
    record Asked(LocalDate from, LocalDate until, @Nullable String seller) {}

    /**
     * Masked, in the order of sale.
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code ends-before-it-begins}, {@code span-too-long}
     */
    Page<InputSale> sold(Caller inspector, Asked asked, @Nullable String cursor, int limit);

    /**
     * All of it, with the verified names of who bought restricted ones, after each look was written down.
     * @param why what it is needed for, 2 to 200 characters
     * @throws org.cunlu.kernel.problem.ProblemException as above; 400 {@code reason-missing}; 409 {@code file-too-long}; 429
     *     {@code too-many-looks}
     */
    byte[] file(Caller inspector, Asked asked, String why, Form form);
}
