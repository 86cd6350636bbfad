package org.cunlu.accounts.grants;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.accounts.AuthorityFeed;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Gives and ends grants, each with its row in the trail. */
@Singleton
class GrantBook implements Grants {
    private final GrantTable table;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final AuthorityFeed feed;

    GrantBook(GrantTable table, Transactions transactions, Trail trail, Ids ids, Clock clock, AuthorityFeed feed) {
        this.table = table;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.feed = feed;
    }

    @Override
    public List<Grant> of(String accountId) {
        // Everybody is a consumer; a row for that would only say that the account exists.
        var consumer = new Grant(Role.CONSUMER, new Scope(Scope.Kind.SELF, accountId));
        List<Grant> held = transactions.read(() -> table.holding(accountId, clock.instant()));
        return Stream.concat(Stream.of(consumer), held.stream()).toList();
    }

    @Override
    public List<HeldGrant> standing(String accountId) {
        return transactions.read(() -> table.standing(accountId));
    }

    @Override
    public void give(String accountId, Grant grant, String givenBy) {
        transactions.run(() -> {
            if (!table.lockAccount(accountId)) {
                throw ProblemException.notFound();
            }
            if (grant.role() == Role.CONSUMER || table.stands(accountId, grant)) {
                return;
            }
            table.insert(ids.next(), accountId, grant, clock.instant(), givenBy);
            trail.record(givenBy, "accounts.grant", accountId, null, text(grant));
            feed.changed(accountId);
        });
    }

    @Override
    public void end(String accountId, Grant grant, String endedBy) {
        transactions.run(() -> {
            if (table.end(accountId, grant, clock.instant(), endedBy)) {
                trail.record(endedBy, "accounts.revoke", accountId, text(grant), null);
                feed.changed(accountId);
            }
        });
    }

    private static String text(Grant grant) {
        return grant.role() + " " + grant.scope().kind() + " " + grant.scope().value();
    }
}
