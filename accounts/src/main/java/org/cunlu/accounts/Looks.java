package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Collection;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** The log of looks at other people's personal data, which they and their county can see. */
public interface Looks {
    /** One look at one person's data. */
    @Serdeable
    record Look(String lookId, String viewer, String subject, String what, String why, Instant at) {}

    /**
     * Written before the data is shown. Not within a transaction: looks are counted for each viewer, and stay whatever
     * becomes of what he does next. One's own data is no look.
     * @param viewer who looks
     * @param subjects accounts whose data is shown, 50 at most
     * @param what such as {@code recipient}
     * @param why what it is needed for, such as {@code hand-over P2500000017}; 2 to 200 characters
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code reason-missing}; 429 {@code too-many-looks}
     */
    void record(Caller viewer, Collection<String> subjects, String what, String why);

    /** @return whether the viewer was shown this of the subject */
    boolean seen(String viewer, String subject, String what);

    /**
     * @param cursor as the page before gave it; null for the first
     * @return looks at a person's data, also at what a station kept of him before; the newest first
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code cursor-invalid}
     */
    Page<Look> at(String accountId, @Nullable String cursor, int limit);
}
