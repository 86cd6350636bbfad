package org.cunlu.accounts.person;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.AuthorityFeed;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.Supervision;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Shuts accounts out, with all their sessions, and lets them in again. Repeating either changes nothing. */
@Singleton
class Suspending {
    private final AccountTable accounts;
    private final SuspensionTable table;
    private final Sessions sessions;
    private final Supervision supervision;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final AuthorityFeed feed;

    Suspending(
            AccountTable accounts,
            SuspensionTable table,
            Sessions sessions,
            Supervision supervision,
            Transactions transactions,
            Trail trail,
            Ids ids,
            AuthorityFeed feed) {
        this.accounts = accounts;
        this.table = table;
        this.sessions = sessions;
        this.supervision = supervision;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.feed = feed;
    }

    /** @param by account, or who runs the server; whether he may is asked before */
    void suspend(String accountId, @Nullable String reason, String by) {
        transactions.run(() -> {
            if (accounts.move(accountId, AccountState.ACTIVE, AccountState.SUSPENDED)) {
                table.begin(ids.next(), accountId, reason, by);
                sessions.endAll(accountId, null, Sessions.End.SUSPENDED);
                trail.record(by, "accounts.suspend", accountId, "ACTIVE", "SUSPENDED");
                feed.changed(accountId);
            }
        });
    }

    void reinstate(String accountId, String by) {
        transactions.run(() -> {
            if (accounts.move(accountId, AccountState.SUSPENDED, AccountState.ACTIVE)) {
                table.end(accountId, by);
                trail.record(by, "accounts.reinstate", accountId, "SUSPENDED", "ACTIVE");
                feed.changed(accountId);
            }
        });
    }

    /** @throws ProblemException 404 for an account that is not under him: unknown, of elsewhere, his own, or above him */
    void suspendUnder(String operator, String accountId, String reason) {
        refusedNoted(
                operator,
                "accounts.suspend",
                accountId,
                () -> transactions.run(() -> {
                    demandUnder(operator, accountId);
                    suspend(accountId, reason, operator);
                    return null;
                }));
    }

    /** @throws ProblemException as {@link #suspendUnder} */
    void reinstateUnder(String operator, String accountId) {
        refusedNoted(
                operator,
                "accounts.reinstate",
                accountId,
                () -> transactions.run(() -> {
                    demandUnder(operator, accountId);
                    reinstate(accountId, operator);
                    return null;
                }));
    }

    /** He is out everywhere and may come in again. @throws ProblemException as {@link #suspendUnder} */
    void endSessionsUnder(String operator, String accountId) {
        refusedNoted(
                operator,
                "accounts.end-sessions",
                accountId,
                () -> transactions.run(() -> {
                    demandUnder(operator, accountId);
                    sessions.endAll(accountId, null, Sessions.End.BY_OPERATOR);
                    trail.record(operator, "accounts.end-sessions", accountId, null, "ENDED");
                    return null;
                }));
    }

    /** Both are held, in an order that lets no two wait for each other: of two who suspend one another one is late. */
    private void demandUnder(String operator, String accountId) {
        new TreeSet<>(List.of(operator, accountId)).forEach(accounts::holdState);
        boolean active =
                accounts.state(operator).filter(AccountState.ACTIVE::equals).isPresent();
        if (!active || !supervision.over(operator, accountId)) {
            throw ProblemException.notFound();
        }
    }

    private void refusedNoted(String operator, String act, String subject, Supplier<Void> work) {
        try {
            work.get();
        } catch (ProblemException e) {
            trail.refused(operator, act, subject, e.code());
            throw e;
        }
    }
}
