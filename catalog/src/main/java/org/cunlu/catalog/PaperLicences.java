package org.cunlu.catalog;

import java.time.LocalDate;

/** Licences that the county has seen on paper: they hold at once. */
public interface PaperLicences {
    /** @param number as it may be shown, up to 60 characters @param until the last day */
    record Paper(String sellerCode, LicenceClass licence, String number, LocalDate from, LocalDate until) {}

    /**
     * What stood before is replaced. Joins the caller's transaction.
     * @return false when the same stands already: nothing is changed then
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code seller-unknown}
     */
    boolean keep(Paper paper, String actor);
}
