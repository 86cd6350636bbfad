package org.cunlu.catalog;

import java.util.Map;

/**
 * The quotas of authorisations, for whoever sells under them. What is audited against the views {@code cat_brand_right},
 * {@code cat_brand_right_origin} and {@code cat_brand_bound}.
 */
public interface BrandQuota {
    /**
     * Takes all or nothing, if every one of them is granted, valid on the county's day and has so much left. Joins the
     * caller's transaction, until whose end nobody can revoke them; one statement, none when nothing is asked.
     * @param amounts above 0, by authorisation, in its unit
     */
    boolean take(Map<String, Long> amounts);

    /** Gives back what was taken, whatever became of the authorisation since. Joins the caller's transaction. */
    void giveBack(Map<String, Long> amounts);
}
