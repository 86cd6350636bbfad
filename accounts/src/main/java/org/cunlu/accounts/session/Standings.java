package org.cunlu.accounts.session;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.session.SessionTable.Session;
import org.cunlu.accounts.session.Standing.Known;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;

/**
 * How sessions stand, asked at every request. What was read is remembered until {@link ChangeFeed} tells of a change of the
 * account, which is at once on the instance that made it and within a second on all others. While the feed is not heard,
 * nothing older than two seconds is believed.
 */
@Singleton
class Standings {
    /** Longest time that an answer is believed without hearing of changes; what is left of two seconds is for asking anew. */
    private static final Duration ALONE = Duration.ofMillis(1_500);
    /** Longest time that an answer is believed at all; shorter than the feed looks back. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private static final int REMEMBERED_MAX = 50_000;

    /**
     * @param answer what is known, empty when there is no such session
     * @param askedAtNanos when the question began, so that its answer is never older than it looks
     */
    private record Asked(CompletableFuture<Optional<Known>> answer, long askedAtNanos) {
        boolean younger(Duration age) {
            return System.nanoTime() - askedAtNanos < age.toNanos() && !answer.isCompletedExceptionally();
        }

        /** Whose it is turns out only with the answer, and until then it may be anybody's. */
        boolean mayBeOf(Set<String> accountIds) {
            return !answer.isDone()
                    || answer.isCompletedExceptionally()
                    || answer.join()
                            .map(known -> accountIds.contains(known.session().accountId()))
                            .orElse(true);
        }
    }

    /** The one that was longest not asked for goes first. */
    private static final class Memory extends LinkedHashMap<String, Asked> {
        private static final long serialVersionUID = 1L;

        Memory() {
            super(1024, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > REMEMBERED_MAX;
        }
    }

    private final SessionTable sessions;
    private final Grants grants;
    private final ChangeFeed feed;
    private final Transactions transactions;
    private final WallTime time;
    private final Clock clock;
    private final ExecutorService blocking;
    private final Memory memory = new Memory();

    Standings(
            SessionTable sessions,
            Grants grants,
            ChangeFeed feed,
            Transactions transactions,
            WallTime time,
            Clock clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.sessions = sessions;
        this.grants = grants;
        this.feed = feed;
        this.transactions = transactions;
        this.time = time;
        this.clock = clock;
        this.blocking = blocking;
        feed.listen(this::forget);
    }

    /** Many requests of one session at once ask the database once. @param accountId whose session it has to be */
    CompletableFuture<Standing> of(String sessionId, String accountId) {
        return asked("id " + sessionId, () -> sessions.find(sessionId))
                .thenApply(known ->
                        judge(known.filter(found -> found.session().accountId().equals(accountId))));
    }

    CompletableFuture<Standing> of(OpaqueToken cookie) {
        String key = "cookie " + Base64.getEncoder().encodeToString(cookie.hash());
        return asked(key, () -> sessions.find(cookie)).thenApply(this::judge);
    }

    private Standing judge(Optional<Known> known) {
        return known.map(found -> found.at(time.now(), clock.instant())).orElseGet(Standing.Over::new);
    }

    private CompletableFuture<Optional<Known>> asked(String key, Supplier<Optional<Session>> question) {
        Duration believed = feed.fresh() ? REMEMBERED : ALONE;
        Asked asked;
        synchronized (memory) {
            asked = memory.get(key);
            if (asked != null && asked.younger(believed)) {
                return asked.answer();
            }
            long now = System.nanoTime();
            asked = new Asked(CompletableFuture.supplyAsync(() -> read(question), blocking), now);
            memory.put(key, asked);
        }
        Asked made = asked;
        made.answer().whenComplete((known, failure) -> {
            // Cookies that never were shall not push out those of people.
            if (failure != null || known.isEmpty()) {
                drop(key, made);
            }
        });
        return made.answer();
    }

    private void drop(String key, Asked asked) {
        synchronized (memory) {
            memory.remove(key, asked);
        }
    }

    /** A question that is under way keeps its answer to those who wait for it; whoever comes now asks anew. */
    private void forget(Set<String> accountIds) {
        synchronized (memory) {
            memory.values().removeIf(asked -> asked.mayBeOf(accountIds));
        }
    }

    private Optional<Known> read(Supplier<Optional<Session>> question) {
        return transactions.read(() ->
                question.get().map(session -> new Known(session, grants.standing(session.accountId()))));
    }
}
