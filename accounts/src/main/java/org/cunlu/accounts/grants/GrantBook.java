package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AuthorityFeed;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Writes grants and their ends, each with its row in the trail. Who may give what is asked before, see {@link Giving}. */
@Singleton
class GrantBook implements Grants {
    private final GrantTable table;
    private final Scopes scopes;
    private final AccountLives lives;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final AuthorityFeed feed;
    private final Notices notices;

    GrantBook(
            GrantTable table,
            Scopes scopes,
            AccountLives lives,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            AuthorityFeed feed,
            Notices notices) {
        this.table = table;
        this.scopes = scopes;
        this.lives = lives;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.feed = feed;
        this.notices = notices;
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
    public boolean powerful(String accountId) {
        Set<Role> powerful = WhoGives.powerful();
        return standing(accountId).stream()
                .anyMatch(held -> powerful.contains(held.grant().role()));
    }

    @Override
    public List<String> holders(Role role, Scope scope) {
        return transactions.read(() -> table.holders(role, scope, clock.instant()));
    }

    @Override
    public void give(String accountId, Grant grant, String givenBy) {
        transactions.run(() -> {
            lives.lock(accountId).orElseThrow(ProblemException::notFound);
            if (grant.role() == Role.CONSUMER) {
                return;
            }
            Instant now = clock.instant();
            table.retire(accountId, grant, now);
            if (table.standing(accountId, grant).isEmpty()) {
                write(
                        accountId,
                        grant,
                        Dates.FROM_NOW_ON,
                        scopes.path(grant.scope()).orElse(null),
                        GrantTable.Giving.fromTheServer(givenBy),
                        givenBy);
            }
        });
    }

    @Override
    public void end(String accountId, Grant grant, String endedBy) {
        transactions.run(() -> {
            table.standing(accountId, grant)
                    .flatMap(held -> table.lockStanding(held.grantId()))
                    .ifPresent(held -> end(accountId, held, endedBy));
        });
    }

    /**
     * Within a transaction that holds the account. One that stands already with the same dates is what was asked for.
     * @param actor whose act it is in the trail
     * @return the grant's id
     * @throws ProblemException 409 {@code grant-stands} when it stands with other dates
     */
    String put(String accountId, Grant grant, Dates dates, String path, GrantTable.Giving giving, String actor) {
        transactions.require();
        table.retire(accountId, grant, clock.instant());
        Optional<HeldGrant> standing = table.standing(accountId, grant);
        if (standing.isEmpty()) {
            return write(accountId, grant, dates, path, giving, actor);
        }
        if (!dates.same(standing.get())) {
            throw ProblemException.of(
                            409,
                            "grant-stands",
                            "已有此角色，期限不同 · This role is held already, with other dates",
                            "要改期限请先收回 · End it first to change its dates")
                    .fact("grantId", standing.get().grantId());
        }
        return standing.get().grantId();
    }

    /** Within a transaction that has locked the grant. */
    void end(String accountId, HeldGrant held, String endedBy) {
        if (table.end(held.grantId(), endedBy)) {
            trail.record(endedBy, "accounts.revoke", accountId, text(held.grant()), null);
            feed.changed(accountId);
            notices.tell(
                    accountId,
                    Notices.Kind.ROLE_ENDED,
                    RoleWords.of(held.grant().role()));
        }
    }

    /** Writes what was decided about a role into the trail, within the decision's transaction. */
    void note(String actor, String act, String accountId, Grant grant, String outcome) {
        trail.record(actor, act, accountId, text(grant), outcome);
    }

    static String text(Grant grant) {
        return grant.role() + " " + grant.scope().kind() + " " + grant.scope().value();
    }

    private String write(
            String accountId, Grant grant, Dates dates, @Nullable String path, GrantTable.Giving giving, String actor) {
        String grantId = ids.next();
        table.insert(grantId, accountId, grant, dates, path, clock.instant(), giving);
        trail.record(actor, "accounts.grant", accountId, null, text(grant));
        feed.changed(accountId);
        notices.tell(accountId, Notices.Kind.ROLE_GIVEN, RoleWords.of(grant.role()));
        return grantId;
    }
}
