package org.cunlu.accounts.session;

import org.cunlu.kernel.caller.Caller;

/** How a session stands: good for somebody with his roles, or not any more. */
sealed interface Standing {
    record Good(Caller caller) implements Standing {}

    record Over() implements Standing {}

    record Suspended() implements Standing {}
}
