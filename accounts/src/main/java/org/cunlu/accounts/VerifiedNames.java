package org.cunlu.accounts;

import java.util.Collection;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;

/** Real names that were verified, for who must know them by law. */
public interface VerifiedNames {
    /**
     * Opens names to somebody who needs them, after the look was written down. Not within a transaction. Whether he has to do with
     * them at all is for the caller to know.
     * @param accountIds 50 at most
     * @param what such as {@code input-ledger}
     * @param why what for, 2 to 200 characters
     * @return by account; those without a verification that stands are absent
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code reason-missing}; 429 {@code too-many-looks}
     */
    Map<String, String> reveal(Caller viewer, Collection<String> accountIds, String what, String why);
}
