package org.cunlu.accounts.villager;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.OwnData;
import org.cunlu.accounts.PersonalData;
import org.cunlu.accounts.Representation;
import org.cunlu.accounts.VillageRegister;
import org.cunlu.accounts.villager.RepresentationTable.Standing;
import org.cunlu.accounts.villager.VillagerController.Change;
import org.cunlu.accounts.villager.VillagerController.Consent;
import org.cunlu.accounts.villager.VillagerController.NewVillager;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/** A station's records of its villagers. For any other station they do not exist; without consent there is none. */
@Singleton
class Keeping {
    private final VillagerTable table;
    private final Authorising authorising;
    private final Consents consents;
    private final Representation acting;
    private final AccountLives lives;
    private final OwnData ownData;
    private final Limits limits;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;
    private final List<VillageRegister> villages;
    private final Rate perKeeper;

    Keeping(
            VillagerTable table,
            Authorising authorising,
            Consents consents,
            Representation acting,
            AccountLives lives,
            OwnData ownData,
            Limits limits,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Clock clock,
            List<VillageRegister> villages,
            VillagerSettings settings) {
        this.table = table;
        this.authorising = authorising;
        this.consents = consents;
        this.acting = acting;
        this.lives = lives;
        this.ownData = ownData;
        this.limits = limits;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
        this.villages = villages;
        this.perKeeper = Refusals.daily("villagers.keeper", settings.keptPerDay());
    }

    /** The account that a record is. */
    @Serdeable
    record Begun(String accountId) {}

    Begun begin(Caller keeper, String key, NewVillager wish) {
        count(keeper);
        demandKnown(wish.villageCode());
        return idempotency.once(
                keeper.accountId(), "accounts.villager", key, wish, Begun.class, () -> keep(keeper, wish));
    }

    /** Joins the caller's transaction. */
    Begun keep(Caller keeper, NewVillager wish) {
        Instant now = clock.instant();
        LocalDate today = CountyTime.date(now);
        String station = station(keeper, wish.stationCode());
        wish.consent().check(today);
        Birth birth = Birth.of(wish.birthDate(), today);
        if (birth.child(today) && wish.guardian() == null) {
            throw Refusals.guardianNeeded();
        }
        String accountId = lives.openWithoutPhone(wish.name());
        String county = lives.of(accountId).orElseThrow().countyCode();
        var villager = new Villager(
                accountId, county, station, wish.villageCode(), birth, wish.phoneNote(), keeper.accountId(), now);
        table.insert(villager, new FullName(wish.name()));
        Optional<Standing> guardian = Optional.ofNullable(wish.guardian())
                .map(named -> authorising.authorise(
                        keeper, villager, new Authorising.Wish(true, named.phone(), null, null, named.agreed())));
        String givenBy = birth.child(today) ? guardian.orElseThrow().actorId() : accountId;
        consents.give(accountId, Consents.VILLAGE_RECORD, wish.consent().by(givenBy, keeper.accountId()));
        trail.record(
                keeper.accountId(),
                "accounts.villager",
                accountId,
                null,
                station + " " + wish.consent().way());
        return new Begun(accountId);
    }

    void change(Caller keeper, String accountId, Change change) {
        demandKnown(change.villageCode());
        transactions.run(() -> {
            Instant now = clock.instant();
            Villager before = locked(keeper, accountId);
            Birth birth = Birth.of(change.birthDate(), CountyTime.date(now));
            var after = new Villager(
                    accountId,
                    before.countyCode(),
                    before.stationCode(),
                    change.villageCode(),
                    birth,
                    change.phoneNote(),
                    before.keptBy(),
                    before.createdAt());
            lives.rename(accountId, change.name());
            table.change(after, new FullName(change.name()), now);
            authorising.childUntil(accountId, birth.ofAge());
            authorising.demandGuardian(after, now);
            trail.record(
                    keeper.accountId(),
                    "accounts.villager-change",
                    accountId,
                    before.villageCode(),
                    after.villageCode());
        });
    }

    void demandKnown(String villageCode) {
        if (villages.stream().noneMatch(register -> register.knows(villageCode))) {
            throw Refusals.villageUnknown();
        }
    }

    /** @return those of the caller's stations, in order of id */
    List<Villager> list(Caller keeper, @Nullable String name, String after, int limit) {
        FullName wanted = name == null || name.isBlank() ? null : new FullName(name.strip());
        return transactions.read(() -> table.of(stations(keeper), wanted, after, limit));
    }

    Villager find(Caller keeper, String accountId) {
        return transactions.read(() -> table.find(accountId, stations(keeper))).orElseThrow(ProblemException::notFound);
    }

    Standing authorise(Caller keeper, String accountId, Authorising.Wish wish) {
        count(keeper);
        return transactions.run(() -> authorising.authorise(keeper, locked(keeper, accountId), wish));
    }

    void endAuthority(Caller keeper, String accountId, String representationId) {
        transactions.run(() -> authorising.end(keeper, locked(keeper, accountId), representationId));
    }

    void consent(Caller keeper, String accountId, Consent consent) {
        transactions.run(() -> {
            Villager villager = locked(keeper, accountId);
            LocalDate today = CountyTime.date(clock.instant());
            consent.agreed().check(today);
            String givenBy = accountId;
            if (consent.guardianId() != null) {
                if (!acting.guards(consent.guardianId(), accountId)) {
                    throw Refusals.unfit().field("guardianId");
                }
                givenBy = consent.guardianId();
            } else if (villager.birth().child(today)) {
                throw Refusals.guardianNeeded();
            }
            consents.give(accountId, consent.purpose(), consent.agreed().by(givenBy, keeper.accountId()));
            trail.record(keeper.accountId(), "accounts.consent", accountId, null, consent.purpose());
        });
    }

    void withdraw(Caller keeper, String accountId, String purpose) {
        if (purpose.equals(Consents.VILLAGE_RECORD)) {
            throw Refusals.recordRestsOnIt();
        }
        transactions.run(() -> {
            locked(keeper, accountId);
            consents.withdraw(accountId, purpose, keeper.accountId());
            trail.record(keeper.accountId(), "accounts.consent-withdraw", accountId, purpose, null);
        });
    }

    /** The villager does not want to be kept any more. @return what stays and why */
    List<PersonalData.Kept> forget(Caller keeper, String accountId) {
        find(keeper, accountId);
        return switch (ownData.forget(accountId, keeper.accountId(), () -> locked(keeper, accountId))) {
            case OwnData.Forgetting.Forgotten(List<PersonalData.Kept> kept) -> kept;
            case OwnData.Forgetting.NotYet(List<PersonalData.Objection> objections) -> throw OwnData.notYet(objections);
        };
    }

    private void count(Caller keeper) {
        Refusals.count(
                limits, Map.of(perKeeper, keeper.accountId()), "too-many-records", "今天登记的人数已达上限 · Too many today");
    }

    private Villager locked(Caller keeper, String accountId) {
        return table.lock(accountId, stations(keeper)).orElseThrow(ProblemException::notFound);
    }

    private static List<String> stations(Caller keeper) {
        return keeper.scopes(Role.STATION_KEEPER, Scope.Kind.NODE);
    }

    static String station(Caller keeper, @Nullable String asked) {
        List<String> own = stations(keeper);
        if (asked == null && own.size() == 1) {
            return own.getFirst();
        }
        if (asked == null || !own.contains(asked)) {
            throw ProblemException.notFound().field("stationCode");
        }
        return asked;
    }
}
