package org.cunlu.kernel.trail;

import java.util.List;

/** The record of privileged acts: who, when, what, before and after, why. Append-only. */
public interface Trail {
    /**
     * Written in the transaction of the act.
     * @param actor account id, or {@code system}
     * @param act such as {@code catalog.import}
     * @param subject id or code of what was acted on
     * @param before state before, ids and facts only; may be null
     * @param after state after; may be null
     */
    void record(String actor, String act, String subject, String before, String after);

    /** Of one act what it did to one subject. */
    record Effect(String subject, String before, String after) {}

    /** As {@link #record} of each, in few statements. */
    void recordAll(String actor, String act, List<Effect> effects);

    /**
     * What somebody tried and was refused; written in a transaction of its own, whatever becomes of the caller's.
     * @param act what he tried, such as {@code accounts.grant}
     * @param why the problem's code
     */
    void refused(String actor, String act, String subject, String why);
}
