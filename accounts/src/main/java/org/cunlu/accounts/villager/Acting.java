package org.cunlu.accounts.villager;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Representation;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;

/** Answers who may act for whom. */
@Singleton
class Acting implements Representation {
    private final RepresentationTable representations;
    private final VillagerTable villagers;
    private final AccountLives lives;
    private final Transactions transactions;
    private final Clock clock;

    Acting(
            RepresentationTable representations,
            VillagerTable villagers,
            AccountLives lives,
            Transactions transactions,
            Clock clock) {
        this.representations = representations;
        this.villagers = villagers;
        this.lives = lives;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public boolean mayActFor(String actor, String person) {
        return actor.equals(person) || transactions.read(() -> representations.holds(actor, person, clock.instant()));
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
