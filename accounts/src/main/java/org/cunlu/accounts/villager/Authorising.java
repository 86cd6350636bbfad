package org.cunlu.accounts.villager;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Representation;
import org.cunlu.accounts.villager.RepresentationTable.Kind;
import org.cunlu.accounts.villager.RepresentationTable.Standing;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/**
 * Lets somebody act for a villager, and ends it. A villager's record has no phone and whoever acts for one has, so there are
 * no circles and nobody acts through another.
 */
@Singleton
class Authorising {
    private final RepresentationTable table;
    private final VillagerTable villagers;
    private final Accounts accounts;
    private final AccountLives lives;
    private final Grants grants;
    private final Representation acting;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Authorising(
            RepresentationTable table,
            VillagerTable villagers,
            Accounts accounts,
            AccountLives lives,
            Grants grants,
            Representation acting,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.villagers = villagers;
        this.accounts = accounts;
        this.lives = lives;
        this.grants = grants;
        this.acting = acting;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     * @param guardian whether by law, else by the villager's own will
     * @param phone of the account that shall act
     * @param from first day; null for now  @param until last day; null for no end
     */
    record Wish(
            boolean guardian,
            String phone,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Agreed agreed) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Wish";
        }
    }

    /** Joins the caller's transaction, in which the record's row is locked. */
    Standing authorise(Caller keeper, Villager villager, Wish wish) {
        transactions.require();
        Instant now = clock.instant();
        LocalDate today = CountyTime.date(now);
        wish.agreed().check(today);
        if (Stream.of(wish.from(), wish.until()).anyMatch(day -> day != null && !CountyTime.usual(day))) {
            throw Refusals.period();
        }
        boolean minor = villager.birth().minor(today);
        if (minor && !wish.guardian()) {
            throw Refusals.minorNeedsGuardian();
        }
        String actor = fitting(wish.phone(), villager.accountId());
        Kind kind = !wish.guardian() ? Kind.REPRESENTATIVE : minor ? Kind.GUARDIAN_OF_CHILD : Kind.GUARDIAN_OF_ADULT;
        boolean paper = wish.agreed().way() == Consents.Way.PAPER;
        if (!paper && (kind == Kind.GUARDIAN_OF_ADULT || keepsAStation(actor))) {
            throw Refusals.writingNeeded();
        }
        Instant from = wish.from() == null ? now : CountyTime.instant(wish.from(), LocalTime.MIN);
        Instant until = kind == Kind.GUARDIAN_OF_CHILD ? villager.birth().ofAge() : endOf(wish.until());
        if (until != null && (!until.isAfter(from) || !until.isAfter(now))) {
            throw Refusals.period();
        }
        var standing = new Standing(
                ids.next(),
                villager.accountId(),
                actor,
                kind,
                from,
                until,
                wish.agreed().way(),
                wish.agreed().on(),
                wish.agreed().reference().strip(),
                keeper.accountId());
        table.endRunOut(villager.accountId(), now);
        insert(standing, kind == Kind.REPRESENTATIVE && keeps(actor, villager.stationCode()));
        trail.record(keeper.accountId(), "accounts.authorise", villager.accountId(), null, kind + " " + actor);
        return standing;
    }

    /** At once. Ending what has ended changes nothing; the last guardian of a child stays until there is another. */
    void end(Caller keeper, Villager villager, String representationId) {
        transactions.require();
        Instant now = clock.instant();
        if (!table.end(representationId, villager.accountId(), now, keeper.accountId())) {
            return;
        }
        demandGuardian(villager, now);
        trail.record(keeper.accountId(), "accounts.authorise-end", villager.accountId(), representationId, null);
    }

    /** A day of birth was corrected. */
    void childUntil(String person, Instant ofAge) {
        table.childUntil(person, ofAge);
    }

    /** @throws ProblemException 409 {@code guardian-needed} for a child without one */
    void demandGuardian(Villager villager, Instant now) {
        boolean guarded = table.of(List.of(villager.accountId())).stream()
                .anyMatch(standing -> standing.kind().guardian() && standing.holds(now));
        if (villager.birth().child(CountyTime.date(now)) && !guarded) {
            throw Refusals.guardianNeeded();
        }
    }

    private void insert(Standing standing, boolean asKeeper) {
        try {
            table.insert(standing, asKeeper);
        } catch (SqlFailure e) {
            if (e.duplicate()) {
                throw Refusals.standsAlready();
            }
            throw e;
        }
    }

    /** @return the account, locked, so that it does not end before this has */
    private String fitting(String phone, String person) {
        String actor = accounts.byPhone(phone).orElseThrow(Refusals::unfit);
        boolean fits = !actor.equals(person)
                && lives.lock(actor)
                        .filter(life -> life.state() == AccountState.ACTIVE && life.reachable())
                        .isPresent()
                && !acting.minor(actor);
        if (!fits) {
            throw Refusals.unfit();
        }
        return actor;
    }

    private boolean keeps(String actor, String station) {
        return grants.of(actor).stream()
                .anyMatch(grant -> grant.role() == Role.STATION_KEEPER
                        && grant.scope().equals(new Scope(Scope.Kind.NODE, station)));
    }

    private boolean keepsAStation(String actor) {
        return grants.of(actor).stream().anyMatch(grant -> grant.role() == Role.STATION_KEEPER);
    }

    private static Instant endOf(@Nullable LocalDate lastDay) {
        return lastDay == null ? null : CountyTime.instant(lastDay.plusDays(1), LocalTime.MIN);
    }
}
