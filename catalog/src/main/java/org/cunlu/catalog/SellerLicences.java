package org.cunlu.catalog;

import java.time.LocalDate;

/** Which licences of a seller were approved by the county and hold. */
public interface SellerLicences {
    /**
     * @param date by the county's time
     * @return whether an approved licence of that class holds on that day; one that ran out does not, from the day after its last.
     *     One statement
     */
    boolean valid(String sellerCode, LicenceClass licence, LocalDate date);
}
