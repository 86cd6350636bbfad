package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.accounts.grants.WhoGives.Rule;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.problem.ProblemException;

/**
 * By which of his own grants somebody may give or end another, as the tables say at this moment. What he may not give
 * looks like what does not exist.
 */
@Singleton
class GiversRight {
    /** Longer than any chain of givers in a county; beyond it we do not know, and refuse. */
    private static final int CHAIN_MAX = 64;

    /** A right and where the scope lies to which it was applied. */
    record Right(HeldGrant under, String path) {}

    private final GrantTable table;
    private final Scopes scopes;
    private final AccountLives lives;
    private final Clock clock;

    GiversRight(GrantTable table, Scopes scopes, AccountLives lives, Clock clock) {
        this.table = table;
        this.scopes = scopes;
        this.lives = lives;
        this.clock = clock;
    }

    /**
     * Holds the accounts as they are until the transaction ends, in an order that lets no two wait for each other.
     * @throws ProblemException 404 when one of them is not an active account
     */
    void hold(String... accountIds) {
        for (String accountId : new TreeSet<>(List.of(accountIds))) {
            lives.lock(accountId)
                    .filter(life -> life.state() == AccountState.ACTIVE)
                    .orElseThrow(ProblemException::notFound);
        }
    }

    /** As below, as a person. */
    Right demand(String giver, Grant wanted, Dates dates) {
        return demand(giver, wanted, dates, false);
    }

    /**
     * The right to give, locked: his own grant does not end before this transaction does.
     * @param office whether the county decides by him, whose word holds when he has left: only for what is {@link WhoGives#OFFICE}
     * @throws ProblemException 404 without it; 400 {@code scope-unfit}, {@code dates-wrong}, {@code dates-beyond-yours}
     */
    Right demand(String giver, Grant wanted, Dates dates, boolean office) {
        Rule rule = WhoGives.rule(wanted.role()).orElseThrow(ProblemException::notFound);
        List<HeldGrant> own = givers(giver, rule);
        if (own.isEmpty()) {
            throw ProblemException.notFound();
        }
        if (!rule.fitting().contains(wanted.scope().kind())) {
            throw ProblemException.of(
                            400,
                            "scope-unfit",
                            "范围与角色不符 · The scope does not fit the role",
                            "可用的范围 · Fitting scopes: " + new TreeSet<>(rule.fitting()))
                    .field("scope");
        }
        String path = scopes.path(wanted.scope()).orElseThrow(ProblemException::notFound);
        HeldGrant widest = widest(own, wanted, path).orElseThrow(ProblemException::notFound);
        dates.check(clock.instant());
        if (!(office && WhoGives.OFFICE.contains(wanted.role())) && !dates.within(widest)) {
            throw ProblemException.of(
                            400,
                            "dates-beyond-yours",
                            "期限不能超过您自己的 · Not longer than your own grant",
                            "最晚至 · Until " + widest.until() + " at the latest")
                    .field("until");
        }
        HeldGrant locked = table.lockStanding(widest.grantId()).orElseThrow(ProblemException::notFound);
        return new Right(locked, path);
    }

    /** @param lastPath where its scope lay; what is closed by now can still be ended by who gave there */
    Optional<Right> over(String giver, Grant given, @Nullable String lastPath) {
        Optional<String> path = scopes.path(given.scope()).or(() -> Optional.ofNullable(lastPath));
        return WhoGives.rule(given.role())
                .flatMap(rule -> path.flatMap(
                        known -> widest(givers(giver, rule), given, known).map(under -> new Right(under, known))));
    }

    /** @return the roles that he gives anywhere */
    Set<Role> gives(String giver) {
        var roles = EnumSet.noneOf(Role.class);
        for (Map.Entry<Role, Rule> entry : WhoGives.all().entrySet()) {
            if (!givers(giver, entry.getValue()).isEmpty()) {
                roles.add(entry.getKey());
            }
        }
        return roles;
    }

    /** @return whether somebody gave or approved this grant, or those by which it was given, up to the first */
    boolean above(String accountId, String grantId) {
        Set<String> seen = new HashSet<>();
        Set<String> level = Set.of(grantId);
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > CHAIN_MAX) {
                return true;
            }
            seen.addAll(level);
            var next = new HashSet<String>();
            for (GrantTable.Listed giver : table.giversOf(level)) {
                if (giver.accountId().equals(accountId)) {
                    return true;
                }
                next.add(giver.held().grantId());
            }
            next.removeAll(seen);
            level = next;
        }
        return false;
    }

    /** His own grants that count for this rule and hold now. */
    private List<HeldGrant> givers(String giver, Rule rule) {
        Instant now = clock.instant();
        return table.standing(giver).stream()
                .filter(held -> held.holds(now))
                .filter(held -> rule.givers().stream()
                        .anyMatch(kind -> held.grant().role() == kind.role()
                                && held.grant().scope().kind() == kind.kind()))
                .toList();
    }

    /** Of those that hold the scope the one that lasts longest. */
    private static Optional<HeldGrant> widest(List<HeldGrant> own, Grant wanted, String path) {
        return own.stream()
                .filter(held -> Scopes.holds(held.grant().scope(), wanted.scope(), path))
                .max(Comparator.comparing(held -> held.until() == null ? Instant.MAX : held.until()));
    }
}
