package org.cunlu.accounts.session;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;

/** How a session stands: good for somebody with his roles, or not any more. */
sealed interface Standing {
    record Good(String sessionId, Caller caller) implements Standing {}

    record Over() implements Standing {}

    record Suspended() implements Standing {}

    /**
     * What is known of a session. Holds what begins and ends by itself with its times, so that it stays true until
     * somebody changes it.
     * @param held also what begins later
     */
    record Known(SessionTable.Session session, List<HeldGrant> held) {
        /**
         * @param now real time, by which sessions go
         * @param today the county's time, by which roles go
         */
        Standing at(Instant now, Instant today) {
            if (session.over(now)) {
                return new Over();
            }
            if (session.accountState() != AccountState.ACTIVE) {
                return new Suspended();
            }
            // Everybody is a consumer; a row for that would only say that the account exists.
            var consumer = new Grant(Role.CONSUMER, new Scope(Scope.Kind.SELF, session.accountId()));
            List<Grant> holding = held.stream()
                    .filter(grant -> grant.holds(today))
                    .map(HeldGrant::grant)
                    .toList();
            List<Grant> all =
                    Stream.concat(Stream.of(consumer), holding.stream()).toList();
            return new Good(session.sessionId(), new Caller(session.accountId(), all));
        }
    }
}
