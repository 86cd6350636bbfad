package org.cunlu.accounts.stepup;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.accounts.Supervision;
import org.cunlu.accounts.stepup.ResetTable.Reset;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;

/**
 * Takes the second factor off somebody who lost device and recovery codes, when two operators over him ask for it: the first
 * call proposes, the same call of another within seven days does it.
 */
@Singleton
class LostFactor {
    private static final Duration LIFE = Duration.ofDays(7);
    private static final String RESET = "accounts.second-factor.reset";

    private final ResetTable table;
    private final SecondFactor secondFactor;
    private final Supervision supervision;
    private final AccountLives lives;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final WallTime time;

    LostFactor(
            ResetTable table,
            SecondFactor secondFactor,
            Supervision supervision,
            AccountLives lives,
            Transactions transactions,
            Trail trail,
            Ids ids,
            WallTime time) {
        this.table = table;
        this.secondFactor = secondFactor;
        this.supervision = supervision;
        this.lives = lives;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.time = time;
    }

    /**
     * Repeating it changes nothing.
     * @return until when it waits for another operator; empty when there is no second factor any more
     * @throws ProblemException 404 for an account that is not under the operator
     */
    Optional<Instant> reset(String operator, String accountId) {
        try {
            return transactions.run(() -> decided(operator, accountId));
        } catch (ProblemException e) {
            trail.refused(operator, RESET, accountId, e.code());
            throw e;
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false)) {
                throw ProblemException.of(409, "conflict", "请再试一次 · Try once more", null);
            }
            throw e;
        }
    }

    private Optional<Instant> decided(String operator, String accountId) {
        boolean active = lives.lock(operator)
                .filter(life -> life.state() == AccountState.ACTIVE)
                .isPresent();
        if (!active || !supervision.over(operator, accountId)) {
            throw ProblemException.notFound();
        }
        if (!secondFactor.enrolled(accountId)) {
            return Optional.empty();
        }
        // As the database keeps it, so that a retry is answered with the very same.
        Instant now = time.now().truncatedTo(ChronoUnit.MILLIS);
        Optional<Reset> open = table.open(accountId, now);
        if (open.isEmpty()) {
            var reset = new Reset(ids.next(), operator, now.plus(LIFE));
            table.propose(reset, accountId, now);
            trail.record(operator, RESET + ".propose", accountId, null, "PROPOSED");
            return Optional.of(reset.expiresAt());
        }
        boolean second = new SecondPerson(open.get().proposedBy(), accountId).mayBe(operator)
                && mayStill(open.get().proposedBy(), accountId);
        if (second && table.approve(open.get().resetId(), operator, now)) {
            secondFactor.reset(accountId, operator, null);
            return Optional.empty();
        }
        return Optional.of(open.get().expiresAt());
    }

    private boolean mayStill(String proposer, String accountId) {
        return lives.of(proposer)
                        .filter(life -> life.state() == AccountState.ACTIVE)
                        .isPresent()
                && supervision.over(proposer, accountId);
    }
}
