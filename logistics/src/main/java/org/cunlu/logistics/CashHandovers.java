package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.kernel.caller.Caller;

/** Who has cash of parcels gives it on, counted by hand on both sides. */
public interface CashHandovers {
    /**
     * The keeper gives up all that lies in the drawer of his own node.
     * @param countedFen what he counted, 0 or more; another sum than was taken opens a difference
     * @return number of the bundle; the same key, the same bundle
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}; 409 {@code drawer-empty}
     */
    String giveUp(Caller caller, String nodeCode, long countedFen, @Nullable String key);

    /**
     * Puts back what nobody has taken along; repeating it changes nothing.
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}; 409 {@code cash-taken-already}, {@code cash-settled}
     */
    void putBack(Caller caller, String handoverId);

    /**
     * A driver of that node takes a bundle along.
     * @param countedFen what he got, by hand
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}; 409 {@code cash-taken-already},
     *     {@code second-person-needed}
     */
    void takeAlong(Caller driver, String handoverId, long countedFen, @Nullable String key);
}
