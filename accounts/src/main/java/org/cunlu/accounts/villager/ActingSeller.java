package org.cunlu.accounts.villager;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.ActingSellers;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Representation;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.trail.Trail;

/** A villager's shop in another's hands: his station's keeper, whom he authorised on paper, or a relative. */
@Singleton
class ActingSeller implements ActingSellers {
    private static final String ACT = "accounts.act-for";

    private final Representation representation;
    private final VillagerTable villagers;
    private final AccountLives lives;
    private final Grants grants;
    private final Transactions transactions;
    private final Trail trail;

    ActingSeller(
            Representation representation,
            VillagerTable villagers,
            AccountLives lives,
            Grants grants,
            Transactions transactions,
            Trail trail) {
        this.representation = representation;
        this.villagers = villagers;
        this.lives = lives;
        this.grants = grants;
        this.transactions = transactions;
        this.trail = trail;
    }

    @Override
    public Caller become(Caller actor, String person, String act, boolean changes) {
        if (!Ids.isId(person) || !may(actor, person)) {
            // What was written in place of an id goes nowhere.
            trail.refused(actor.accountId(), ACT, Ids.isId(person) ? person : "?", "not-found");
            return new Caller(actor.accountId(), List.of());
        }
        if (changes) {
            transactions.run(() -> trail.record(actor.accountId(), ACT, person, null, act));
        }
        return new Caller(
                person,
                grants.of(person).stream()
                        .filter(grant -> grant.role() == Role.SELLER)
                        .toList());
    }

    /** For who is shut out nobody acts; whoever keeps a station acts for its own villagers only. */
    private boolean may(Caller actor, String person) {
        List<String> stations = actor.scopes(Role.STATION_KEEPER, Scope.Kind.NODE);
        return representation.mayActFor(actor.accountId(), person)
                && transactions
                        .read(() -> lives.of(person))
                        .filter(life -> life.state() == AccountState.ACTIVE)
                        .isPresent()
                && (stations.isEmpty()
                        || transactions
                                .read(() -> villagers.find(person, stations))
                                .isPresent());
    }
}
