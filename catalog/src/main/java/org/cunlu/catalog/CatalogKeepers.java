package org.cunlu.catalog;

import org.cunlu.kernel.caller.Caller;

/** Who keeps the catalog for all: products, their kinds and registrations belong to the county as a whole and to no part of it. */
public interface CatalogKeepers {
    /**
     * @param act and subject for the trail, where somebody is refused
     * @throws org.cunlu.kernel.problem.ProblemException 404 for who is no operator of the whole county: for him there is nothing here
     */
    void demand(Caller caller, String act, String subject);
}
