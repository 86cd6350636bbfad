package org.cunlu.logistics;

import java.time.LocalDate;

/** Periods that a signed statement has closed: nothing is booked into them any more. */
public interface ReservePeriods {
    /**
     * Joins the caller's transaction and keeps statements from being signed until it ends; call it before anything is written.
     * @param day on which the booking counts
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code statement-signed} with {@code statementId}
     */
    void demandOpen(String levelCode, String holdingCode, LocalDate day);
}
