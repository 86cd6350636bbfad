package org.cunlu.accounts;

import org.cunlu.kernel.caller.Grant;

/** Roles that a person gives within his own right where he decides of something else, such as of a new shop. */
public interface RoleGiving {
    /**
     * Gives a role that takes one person, from now on and without end; repeating it changes nothing. Joins the caller's
     * transaction, writes the audit trail and tells the person. A shop's SELLER is made by the county's decision, not by a person's
     * favour: it lasts also where the role of who decided has a last day.
     * @throws org.cunlu.kernel.problem.ProblemException 404 for what he may not give, 403 {@code grant-to-oneself}, 409
     *     {@code grant-circle}, {@code grant-stands}, 400 {@code dates-beyond-yours} for another role when his own ends
     */
    void give(String giver, String accountId, Grant grant);
}
