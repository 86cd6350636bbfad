package org.cunlu.accounts;

import java.util.Collection;
import org.cunlu.kernel.caller.Caller;

/** The log of looks at other people's personal data, which their county can see. */
public interface Looks {
    /**
     * Written before the data is shown; joins the caller's transaction where there is one. One's own data is no look.
     * @param viewer who looks
     * @param subjects accounts whose data is shown
     * @param what such as {@code recipient.phone}
     * @param why what it is needed for, such as {@code hand-over P2500000017}
     */
    void record(Caller viewer, Collection<String> subjects, String what, String why);
}
