package org.cunlu.accounts.grants;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Notes in the trail what somebody tried and was refused. */
@Singleton
class Refused {
    private final Trail trail;

    Refused(Trail trail) {
        this.trail = trail;
    }

    /** @param subject account or id of what he tried it on */
    <T> T noted(String actor, String act, String subject, Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            trail.refused(actor, act, subject, e.code());
            throw e;
        }
    }
}
