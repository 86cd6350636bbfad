package org.cunlu.kernel.trail;

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
}
