package org.cunlu.accounts.session;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.cunlu.accounts.AuthorityFeed;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.session.SessionTable.Bearer;
import org.cunlu.accounts.session.Standing.Known;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.memory.ShortMemory;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.kernel.time.WallTime;

/**
 * How sessions stand, asked at every request. What was read is remembered until {@link AuthorityFeed} tells of a change of the
 * account, which is at once on the instance that made it and within a second on all others. While the feed is not heard,
 * nothing older than two seconds is believed.
 */
@Singleton
class Standings {
    private static final int REMEMBERED_MAX = 50_000;
    /** Whose a cookie is never changes; whether it is still good is asked of its session. */
    private static final Duration COOKIES_REMEMBERED = Duration.ofHours(1);

    private static final String ANYBODY = "";

    private final SessionTable sessions;
    private final Grants grants;
    private final Transactions transactions;
    private final WallTime time;
    private final Clock clock;
    private final ExecutorService blocking;
    /** What is known by session, empty when the account has no such one. */
    private final ShortMemory<Optional<Known>> memory;
    /** Which session a cookie stands for. */
    private final ShortMemory<Optional<Bearer>> cookies =
            // Cookies that never were shall not push out those of people.
            new ShortMemory<>(REMEMBERED_MAX, () -> COOKIES_REMEMBERED, Optional::isPresent);

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

    /** Many requests of one session at once ask the database once. @param accountId whose session it has to be */
    CompletableFuture<Standing> of(String sessionId, String accountId) {
        return memory.of(
                        sessionId,
                        accountId,
                        () -> CompletableFuture.supplyAsync(() -> read(sessionId, accountId), blocking))
                .thenApply(this::judge);
    }

    /** @param cookie of a browser, anything at all */
    CompletableFuture<Standing> of(Unguessable cookie) {
        String key = Base64.getEncoder().encodeToString(cookie.hash());
        return cookies.of(
                        key,
                        ANYBODY,
                        () -> CompletableFuture.supplyAsync(
                                () -> transactions.read(() -> sessions.bearer(cookie)), blocking))
                .thenCompose(bearer -> bearer.map(known -> of(known.sessionId(), known.accountId()))
                        .orElseGet(() -> CompletableFuture.completedFuture(new Standing.Over())));
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
