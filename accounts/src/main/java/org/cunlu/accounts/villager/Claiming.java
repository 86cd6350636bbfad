package org.cunlu.accounts.villager;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountMerged;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.AddressBook;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.accounts.Recipients;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.villager.MergeTable.Claim;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;

/** A villager who has a phone now takes his record over, by a code that his station printed for him. */
@Singleton
class Claiming {
    private static final Duration LIFE = Duration.ofDays(7);

    private final MergeTable merges;
    private final VillagerTable villagers;
    private final RepresentationTable representations;
    private final AccountLives lives;
    private final Grants grants;
    private final Recipients recipients;
    private final AddressBook addresses;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Limits limits;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final WallTime time;
    private final Rate perAccount;
    private final Rate perAddress;

    Claiming(
            MergeTable merges,
            VillagerTable villagers,
            RepresentationTable representations,
            AccountLives lives,
            Grants grants,
            Recipients recipients,
            AddressBook addresses,
            Sessions sessions,
            Outbox outbox,
            Limits limits,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            WallTime time,
            VillagerSettings settings) {
        this.merges = merges;
        this.villagers = villagers;
        this.representations = representations;
        this.lives = lives;
        this.grants = grants;
        this.recipients = recipients;
        this.addresses = addresses;
        this.sessions = sessions;
        this.outbox = outbox;
        this.limits = limits;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.time = time;
        this.perAccount = Refusals.daily("claims.account", settings.claimsPerDay());
        this.perAddress = Refusals.daily("claims.address", settings.claimsPerAddress());
    }

    /** @param claimCode as it is printed */
    @Serdeable
    record Printed(String claimCode, Instant expiresAt) {
        /** Hides the code from logs. */
        @Override
        public String toString() {
            return "Printed";
        }
    }

    /** @param accountId the record that lives on in the claimer's account now */
    @Serdeable
    record Merged(String accountId, Instant mergedAt) {}

    /** A new code; an earlier one of the same record is void. */
    Printed print(Caller keeper, String accountId) {
        ClaimCode code = ClaimCode.next();
        Instant now = time.now();
        Instant expiresAt = now.plus(LIFE);
        transactions.run(() -> {
            Villager villager = villagers
                    .lock(accountId, keeper.scopes(Role.STATION_KEEPER, Scope.Kind.NODE))
                    .orElseThrow(ProblemException::notFound);
            if (villager.birth().child(CountyTime.date(clock.instant()))) {
                throw Refusals.guardianNeeded();
            }
            merges.close(accountId);
            merges.insert(ids.next(), accountId, code, keeper.accountId(), now, expiresAt);
            trail.record(keeper.accountId(), "accounts.claim-code", accountId, null, null);
        });
        return new Printed(code.printed(), expiresAt);
    }

    /** Claiming again what one has claimed gives the same answer. */
    Merged claim(Caller claimer, String written, String address) {
        Refusals.count(
                limits,
                Map.of(perAccount, claimer.accountId(), perAddress, address),
                "too-many-claims",
                "今天尝试次数过多 · Too many attempts today");
        try {
            ClaimCode code = ClaimCode.of(written).orElseThrow(Refusals::claimCodeWrong);
            return transactions.run(() -> merge(claimer, code));
        } catch (ProblemException e) {
            trail.refused(claimer.accountId(), "accounts.claim", claimer.accountId(), e.code());
            throw e;
        }
    }

    private Merged merge(Caller claimer, ClaimCode code) {
        String into = claimer.accountId();
        Claim claim = merges.find(code).orElseThrow(Refusals::claimCodeWrong);
        if (into.equals(claim.into())) {
            return new Merged(claim.accountId(), claim.usedAt());
        }
        // As the column keeps it, so that who asks again is told the very same.
        Instant now = time.now().truncatedTo(ChronoUnit.MILLIS);
        if (!claim.open() || !claim.expiresAt().isAfter(now)) {
            throw Refusals.claimCodeWrong();
        }
        Villager record = villagers.lock(claim.accountId()).orElse(null);
        if (record == null) {
            return ownBefore(code, into);
        }
        demandFit(claimer, record);
        if (!merges.use(claim.mergeId(), into, now) || !lives.merge(record.accountId(), into)) {
            throw Refusals.claimCodeWrong();
        }
        handOver(record, into);
        outbox.append(new AccountMerged(record.accountId(), into, clock.instant()));
        trail.record(into, "accounts.merge", record.accountId(), "ACTIVE", "MERGED " + into);
        return new Merged(record.accountId(), now);
    }

    /** While this waited for the record, a rival merged it: another, or the same person who asked twice at once. */
    private Merged ownBefore(ClaimCode code, String into) {
        return merges.find(code)
                .filter(claim -> into.equals(claim.into()))
                .map(claim -> new Merged(claim.accountId(), claim.usedAt()))
                .orElseThrow(Refusals::claimCodeWrong);
    }

    private void demandFit(Caller claimer, Villager record) {
        boolean alive = lives.lock(claimer.accountId())
                .filter(life -> life.state() == AccountState.ACTIVE && life.reachable())
                .isPresent();
        if (!alive) {
            throw Refusals.claimCodeWrong();
        }
        boolean acts = representations.of(List.of(record.accountId())).stream()
                .anyMatch(standing -> standing.actorId().equals(claimer.accountId()));
        boolean keeps = claimer.scopes(Role.STATION_KEEPER, Scope.Kind.NODE).contains(record.stationCode());
        if (acts || keeps) {
            throw Refusals.claimNotYours();
        }
    }

    private void handOver(Villager record, String into) {
        String from = record.accountId();
        villagers.forgetPhoneNote(from);
        representations.endAll(List.of(from), clock.instant(), into);
        for (HeldGrant held : grants.standing(from)) {
            grants.end(from, held.grant(), into);
            // His shop stays his.
            if (held.grant().role() == Role.SELLER) {
                grants.give(into, held.grant(), "system");
            }
        }
        recipients.handOver(from, into);
        addresses.handOver(from, into);
        sessions.endAll(from, null, Sessions.End.MERGED);
    }
}
