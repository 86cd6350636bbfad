package org.cunlu.accounts.villager;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Representation;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;

/** Answers who may act for whom. */
@Singleton
class Acting implements Representation {
    private final RepresentationTable representations;
    private final VillagerTable villagers;
    private final AccountLives lives;
    private final Grants grants;
    private final Transactions transactions;
    private final Clock clock;

    Acting(
            RepresentationTable representations,
            VillagerTable villagers,
            AccountLives lives,
            Grants grants,
            Transactions transactions,
            Clock clock) {
        this.representations = representations;
        this.villagers = villagers;
        this.lives = lives;
        this.grants = grants;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public boolean mayActFor(String actor, String person) {
        return actor.equals(person) || transactions.read(() -> acts(actor, person));
    }

    /** A keeper whom a villager authorised acts while he keeps the villager's station: who is dismissed no longer does. */
    private boolean acts(String actor, String person) {
        Optional<Boolean> asKeeper = representations.asKeeper(actor, person, clock.instant());
        return asKeeper.isPresent()
                && (!asKeeper.get() || villagers.find(person, stationsOf(actor)).isPresent());
    }

    private List<String> stationsOf(String keeper) {
        return grants.of(keeper).stream()
                .filter(grant ->
                        grant.role() == Role.STATION_KEEPER && grant.scope().kind() == Scope.Kind.NODE)
                .map(grant -> grant.scope().value())
                .toList();
    }

    @Override
    public boolean guards(String actor, String person) {
        Instant now = clock.instant();
        return transactions.read(() -> representations.of(List.of(person)).stream()
                .anyMatch(standing ->
                        standing.actorId().equals(actor) && standing.kind().guardian() && standing.holds(now)));
    }

    @Override
    public boolean minor(String person) {
        return transactions.read(() -> {
            var records = new ArrayList<String>(lives.mergedInto(person));
            records.add(person);
            return villagers
                    .born(records)
                    .map(day -> new Birth(day).minor(CountyTime.date(clock.instant())))
                    .orElse(false);
        });
    }

    @Override
    public String living(String accountId) {
        // A record is merged into an account that signs in, and such a one is never merged: one step is the whole way.
        return lives.of(accountId)
                .filter(life -> life.state() == AccountState.MERGED)
                .map(AccountLives.Life::mergedInto)
                .orElse(accountId);
    }
}
