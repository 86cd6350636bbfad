package org.cunlu.accounts.grants;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.accounts.Supervision;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.caller.Scope.Kind;
import org.cunlu.kernel.db.Transactions;

/** Tells over whom an operator stands. */
@Singleton
class Supervising implements Supervision {
    private final GrantTable table;
    private final GiversRight right;
    private final Scopes scopes;
    private final AccountLives lives;
    private final Transactions transactions;
    private final Clock clock;

    Supervising(
            GrantTable table,
            GiversRight right,
            Scopes scopes,
            AccountLives lives,
            Transactions transactions,
            Clock clock) {
        this.table = table;
        this.right = right;
        this.scopes = scopes;
        this.lives = lives;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public boolean over(String operatorId, String accountId) {
        return !operatorId.equals(accountId)
                && transactions.read(() -> lives.of(accountId)
                        .flatMap(life -> holding(operatorId, new Scope(Kind.SUBTREE, life.countyCode())))
                        .filter(own -> !right.above(accountId, own.grantId()))
                        .filter(own -> widerThan(own, accountId).isEmpty())
                        .isPresent());
    }

    private Optional<HeldGrant> holding(String operatorId, Scope county) {
        String path = scopes.path(county).orElse("/" + county.value());
        return operatorOf(operatorId).stream()
                .filter(own -> Scopes.holds(own.grant().scope(), county, path))
                .findFirst();
    }

    /** @return his grants as an operator of more than the other's subtree */
    private List<HeldGrant> widerThan(HeldGrant own, String accountId) {
        Scope scope = own.grant().scope();
        String path = scopes.path(scope).orElse("/" + scope.value());
        return operatorOf(accountId).stream()
                .filter(his -> !his.grant().scope().equals(scope))
                .filter(his -> Scopes.holds(his.grant().scope(), scope, path))
                .toList();
    }

    private List<HeldGrant> operatorOf(String accountId) {
        Instant now = clock.instant();
        return table.standing(accountId).stream()
                .filter(held -> held.holds(now))
                .filter(held -> held.grant().role() == Role.COUNTY_OPERATOR
                        && held.grant().scope().kind() == Kind.SUBTREE)
                .toList();
    }
}
