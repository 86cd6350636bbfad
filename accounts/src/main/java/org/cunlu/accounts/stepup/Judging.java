package org.cunlu.accounts.stepup;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;

/**
 * Judges one guess after another of an account, and none after too many wrong ones. Counted in a transaction of its own, so
 * that a guess counts whatever becomes of the request; asked outside of any other. Only somebody in a session of the account can guess at all; nobody
 * else can shut its owner out.
 */
@Singleton
class Judging {
    private final WrongCodeTable guesses;
    private final StepupSettings settings;
    private final Transactions transactions;
    private final Trail trail;
    private final WallTime time;

    Judging(WrongCodeTable guesses, StepupSettings settings, Transactions transactions, Trail trail, WallTime time) {
        this.guesses = guesses;
        this.settings = settings;
        this.transactions = transactions;
        this.trail = trail;
        this.time = time;
    }

    /**
     * @param again whether this is a request's retry, which passes uncounted
     * @param right judges; runs in the transaction that counts
     * @param wrong what is answered when it is not
     * @throws ProblemException {@code wrong}, or 429 {@code too-many-guesses}
     */
    void judge(String accountId, String act, BooleanSupplier again, BooleanSupplier right, ProblemException wrong) {
        transactions.requireNone();
        ProblemException refusal = transactions.run(() -> judged(accountId, again, right, wrong));
        if (refusal != null) {
            trail.refused(accountId, act, accountId, refusal.code());
            throw refusal;
        }
    }

    /** @return null when it was right */
    private ProblemException judged(
            String accountId, BooleanSupplier again, BooleanSupplier right, ProblemException wrong) {
        Instant now = time.now();
        Optional<Duration> closed = guesses.lock(accountId, now);
        if (again.getAsBoolean()) {
            return null;
        }
        if (closed.isPresent()) {
            return tooMany(closed.get());
        }
        if (right.getAsBoolean()) {
            guesses.right(accountId);
            return null;
        }
        guesses.wrong(accountId, now, settings.wrongMax(), settings.window(), settings.block());
        return wrong;
    }

    private static ProblemException tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return ProblemException.of(
                        429,
                        "too-many-guesses",
                        "尝试太频繁 · Too many attempts",
                        "请在" + seconds + "秒后再试 · Try again in " + seconds + " s")
                .fact(ProblemException.RETRY_AFTER, seconds);
    }
}
