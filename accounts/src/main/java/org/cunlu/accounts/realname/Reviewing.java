package org.cunlu.accounts.realname;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.realname.Verification.State;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/**
 * An operator of the person's county holds name and number against the document: he decides only on what he opened, and never
 * on his own.
 */
@Singleton
class Reviewing {
    static final String ACT = "accounts.verify";

    private final Verifying verifying;
    private final Looks looks;
    private final Trail trail;

    Reviewing(Verifying verifying, Looks looks, Trail trail) {
        this.verifying = verifying;
        this.looks = looks;
        this.trail = trail;
    }

    /** The oldest first. */
    List<Verification> pending(Caller reviewer, String after, int limit) {
        return verifying.pending(counties(reviewer), after, limit);
    }

    /** One that waits, to be shown masked. */
    Verification one(Caller reviewer, String verificationId) {
        return waiting(reviewer, verificationId);
    }

    /** Opens one; the look is logged. */
    Verification open(Caller reviewer, String verificationId, String why) {
        Verification waiting = waiting(reviewer, verificationId);
        looks.record(reviewer, List.of(waiting.accountId()), what(verificationId), why);
        return waiting;
    }

    void decide(Caller reviewer, String verificationId, State to, String reason) {
        Verification waiting = waiting(reviewer, verificationId);
        try {
            if (!looks.seen(reviewer.accountId(), waiting.accountId(), what(verificationId))) {
                throw ProblemException.of(
                        409, "document-unseen", "请先查看证件再决定 · Open the document before deciding on it", null);
            }
            verifying.decide(waiting, to, reviewer.accountId(), reason.strip());
        } catch (ProblemException e) {
            trail.refused(reviewer.accountId(), ACT, waiting.accountId(), e.code());
            throw e;
        }
    }

    private Verification waiting(Caller reviewer, String verificationId) {
        Verification found = verifying
                .find(verificationId)
                .filter(one -> counties(reviewer).contains(one.countyCode()) && one.document() != null)
                .orElseThrow(ProblemException::notFound);
        if (found.accountId().equals(reviewer.accountId())) {
            trail.refused(reviewer.accountId(), ACT, found.accountId(), "own-document");
            throw ProblemException.of(403, "own-document", "不能审核自己的证件 · Nobody checks his own", null);
        }
        if (found.state() != State.PENDING) {
            throw ProblemException.of(409, "decided-before", "已经处理过 · It was decided before", null);
        }
        return found;
    }

    private static String what(String verificationId) {
        return "verification " + verificationId;
    }

    private static List<String> counties(Caller reviewer) {
        return reviewer.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
    }
}
