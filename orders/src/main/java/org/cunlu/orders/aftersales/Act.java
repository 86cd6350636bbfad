package org.cunlu.orders.aftersales;

/** What was done. */
enum Act {
    ASKED,
    /** To the county at once: it is not the seller's. */
    ASKED_COUNTY,
    ACCEPTED,
    /** The seller did not answer in time. */
    ACCEPTED_BY_SILENCE,
    OFFERED,
    OFFER_TAKEN,
    OFFER_REFUSED,
    DECLINED,
    DISPUTED,
    /** Nobody answered in time, and it is too much to be given by silence. */
    DISPUTED_BY_SILENCE,
    DECIDED,
    HANDED_IN,
    CAME_HOME,
    CAME_HOME_OTHERWISE,
    LOST_ON_THE_WAY,
    WITHDRAWN,
    LAPSED
}
