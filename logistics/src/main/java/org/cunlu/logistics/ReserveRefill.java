package org.cunlu.logistics;

import java.time.LocalDate;

/** Whoever waits for goods that make up for what was taken: a rotation, a release. Joins the caller's transaction. */
public interface ReserveRefill {
    /** What an intake may make up for. */
    enum Of {
        ROTATION,
        RELEASE
    }

    Of of();

    /** @throws org.cunlu.kernel.problem.ProblemException when it does not wait for goods of this holding, or not for so many */
    void demand(String id, ReserveHolding holding, String skuCode, long grams);

    /** They passed their inspection. */
    void came(String id, ReserveHolding holding, long grams, LocalDate day);
}
