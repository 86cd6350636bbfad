package org.cunlu.accounts.session;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.AuthorityChanged;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;

/**
 * How sessions stand, asked at every request: read from the database and remembered for a second, so that an ended
 * session, a suspended account or a role taken away is felt by every instance within that time, and at once by the
 * instance that did it.
 */
@Singleton
class Standings {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int REMEMBERED_MAX = 10_000;

    /** @param askedAtNanos when the question began, so that its answer is never older than it looks */
    private record Asked(CompletableFuture<Standing> answer, long askedAtNanos) {
        boolean stale() {
            return System.nanoTime() - askedAtNanos > REMEMBERED.toNanos() || answer.isCompletedExceptionally();
        }
    }

    private final SessionTable sessions;
    private final Grants grants;
    private final Transactions transactions;
    private final WallTime time;
    private final ExecutorService blocking;
    private final ConcurrentMap<String, Asked> remembered = new ConcurrentHashMap<>();

    Standings(
            SessionTable sessions,
            Grants grants,
            Transactions transactions,
            WallTime time,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.sessions = sessions;
        this.grants = grants;
        this.transactions = transactions;
        this.time = time;
        this.blocking = blocking;
    }

    /** Many requests of one session at once ask the database once. */
    CompletableFuture<Standing> of(String sessionId, String accountId) {
        if (remembered.size() > REMEMBERED_MAX) {
            remembered.values().removeIf(Asked::stale);
        }
        return remembered
                .compute(sessionId, (id, known) -> known == null || known.stale() ? ask(id, accountId) : known)
                .answer();
    }

    /** A question that is under way keeps its answer to those who wait for it; whoever comes now asks anew. */
    void forget(String sessionId) {
        remembered.remove(sessionId);
    }

    void forgetAll() {
        remembered.clear();
    }

    @EventListener
    void on(AuthorityChanged changed) {
        // Rare, and the map is keyed by session: asking everybody's anew costs less than a second index.
        forgetAll();
    }

    private Asked ask(String sessionId, String accountId) {
        long now = System.nanoTime();
        return new Asked(CompletableFuture.supplyAsync(() -> read(sessionId, accountId), blocking), now);
    }

    private Standing read(String sessionId, String accountId) {
        return transactions.read(() -> {
            var session =
                    sessions.find(sessionId).filter(found -> found.accountId().equals(accountId));
            if (session.isEmpty() || session.get().over(time.now())) {
                return new Standing.Over();
            }
            if (session.get().accountState() != AccountState.ACTIVE) {
                return new Standing.Suspended();
            }
            return new Standing.Good(new Caller(accountId, grants.of(accountId)));
        });
    }
}
