package org.cunlu.accounts.session;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.cunlu.accounts.AuthorityFeed;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.session.Standing.Known;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.memory.ShortMemory;
import org.cunlu.kernel.time.WallTime;

/**
 * How sessions stand, asked at every request. What was read is remembered until {@link AuthorityFeed} tells of a change of the
 * account, which is at once on the instance that made it and within a second on all others. While the feed is not heard,
 * nothing older than two seconds is believed.
 */
@Singleton
class Standings {
    private static final int REMEMBERED_MAX = 50_000;

    private final SessionTable sessions;
    private final Grants grants;
    private final Transactions transactions;
    private final WallTime time;
    private final Clock clock;
    private final ExecutorService blocking;
    /** What is known by session, empty when the account has no such one. */
    private final ShortMemory<Optional<Known>> memory;

    Standings(
            SessionTable sessions,
            Grants grants,
            AuthorityFeed feed,
            Transactions transactions,
            WallTime time,
            Clock clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.sessions = sessions;
        this.grants = grants;
        this.transactions = transactions;
        this.time = time;
        this.clock = clock;
        this.blocking = blocking;
        this.memory = new ShortMemory<>(REMEMBERED_MAX, feed::believable, known -> true);
        feed.listen(memory::forget);
    }

    /** Many requests of one session at once ask the database once. */
    CompletableFuture<Standing> of(String sessionId, String accountId) {
        return memory.of(
                        sessionId,
                        accountId,
                        () -> CompletableFuture.supplyAsync(() -> read(sessionId, accountId), blocking))
                .thenApply(this::judge);
    }

    private Standing judge(Optional<Known> known) {
        return known.map(found -> found.at(time.now(), clock.instant())).orElseGet(Standing.Over::new);
    }

    private Optional<Known> read(String sessionId, String accountId) {
        return transactions.read(() -> sessions.find(sessionId)
                .filter(session -> session.accountId().equals(accountId))
                .map(session -> new Known(session, grants.standing(accountId))));
    }
}
