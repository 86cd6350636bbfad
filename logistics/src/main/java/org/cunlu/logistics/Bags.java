package org.cunlu.logistics;

import org.cunlu.kernel.caller.Caller;

/** Bags, where they begin. All else happens to them by {@link Scans}. */
public interface Bags {
    /**
     * Opens one at a node where the caller works, for the node that comes next. Joins the caller's transaction.
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code no-connection}
     */
    StationWork.Bag open(Caller caller, Node node, String nextNode);
}
