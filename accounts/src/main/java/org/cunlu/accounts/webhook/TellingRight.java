package org.cunlu.accounts.webhook;

import jakarta.inject.Singleton;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;

/** Whether who answers for a webhook still has the right by which it is told: what leaves with him must not go on telling him. */
@Singleton
class TellingRight {
    private final Grants grants;
    private final AccountLives lives;
    private final Transactions transactions;

    TellingRight(Grants grants, AccountLives lives, Transactions transactions) {
        this.grants = grants;
        this.lives = lives;
        this.transactions = transactions;
    }

    boolean stands(Webhook webhook) {
        return transactions.read(() -> lives.of(webhook.madeBy())
                        .filter(life -> life.state() == AccountState.ACTIVE)
                        .isPresent()
                && grants.of(webhook.madeBy()).stream().anyMatch(grant -> covers(grant, webhook)));
    }

    private static boolean covers(Grant grant, Webhook webhook) {
        Scope scope = grant.scope();
        return webhook.shop() == null
                ? grant.role() == Role.COUNTY_OPERATOR
                        && scope.kind() == Scope.Kind.SUBTREE
                        && webhook.county().startsWith(scope.value())
                : grant.role() == Role.SELLER
                        && scope.kind() == Scope.Kind.SHOP
                        && webhook.shop().equals(scope.value());
    }
}
