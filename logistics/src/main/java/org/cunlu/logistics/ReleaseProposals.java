package org.cunlu.logistics;

import java.time.LocalDate;

/** Releases of reserve stock (动用令) that an alert opens. An alert proposes nothing by itself and releases nothing. */
public interface ReleaseProposals {
    /**
     * Opens a release, which a reserve officer of the level completes and so proposes, or withdraws. The same alert again is the same
     * release. Joins the caller's transaction.
     * @param alertId 1 to 64 visible ASCII characters
     * @param levelCode COUNTY, CITY or NATIONAL
     * @param commodity code of what runs short
     * @param trigger for people, Chinese first, at most 180 characters
     * @param day of the alert, the county's
     * @return the release's id
     */
    String propose(
            String alertId, String levelCode, String countyCode, String commodity, String trigger, LocalDate day);
}
