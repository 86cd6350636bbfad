package org.cunlu.accounts.stepup;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.HandCode;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.accounts.stepup.TotpTable.Factor;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;

/** Uses second factors up: each step of the app once, each recovery code once. */
@Singleton
class FactorUse implements SecondFactor {
    /** Clocks of phones and ours differ; a code typed in its last second arrives in the next step. */
    static final int STEPS_EITHER_SIDE = 1;
    /** As long as a code can be good at all: its own step and one on either side. */
    static final Duration RETRY_WITHIN = Duration.ofSeconds((2L * STEPS_EITHER_SIDE + 1) * TotpSecret.STEP_SECONDS);

    private final TotpTable factors;
    private final RecoveryCodeTable recoveryCodes;
    private final FactorUseTable uses;
    private final Judging judging;
    private final Sessions sessions;
    private final Notices notices;
    private final Transactions transactions;
    private final Trail trail;
    private final WallTime time;

    FactorUse(
            TotpTable factors,
            RecoveryCodeTable recoveryCodes,
            FactorUseTable uses,
            Judging judging,
            Sessions sessions,
            Notices notices,
            Transactions transactions,
            Trail trail,
            WallTime time) {
        this.factors = factors;
        this.recoveryCodes = recoveryCodes;
        this.uses = uses;
        this.judging = judging;
        this.sessions = sessions;
        this.notices = notices;
        this.transactions = transactions;
        this.trail = trail;
        this.time = time;
    }

    @Override
    public boolean enrolled(String accountId) {
        return transactions.read(() -> factors.confirmed(accountId));
    }

    @Override
    public void use(String accountId, @Nullable String code, String act, byte[] request) {
        if (code == null || code.isBlank()) {
            throw needed(accountId, act);
        }
        String plain = HandCode.plain(code);
        Instant since = time.now().minus(RETRY_WITHIN);
        // A retry of having it taken off passes although there is none any more.
        if (!enrolled(accountId) && !transactions.read(() -> uses.usedFor(accountId, plain, request, since))) {
            throw needed(accountId, act);
        }
        judging.judge(
                accountId,
                act,
                () -> uses.usedFor(accountId, plain, request, since),
                () -> useUp(accountId, plain, act, request),
                wrong());
    }

    @Override
    public void reset(String accountId, String by, @Nullable String why) {
        transactions.run(() -> {
            if (factors.remove(accountId)) {
                recoveryCodes.removeAll(accountId);
                sessions.endAll(accountId, null, Sessions.End.FACTOR_RESET);
                trail.record(
                        by, "accounts.second-factor.reset", accountId, "ENROLLED", why == null ? "OFF" : "OFF: " + why);
                notices.tell(accountId, Notices.Kind.SECOND_FACTOR_RESET, Map.of());
            }
        });
    }

    private boolean useUp(String accountId, String plain, String act, byte[] request) {
        Instant now = time.now();
        Optional<Factor> factor = factors.find(accountId).filter(Factor::confirmed);
        boolean used = factor.isPresent()
                && (step(factor.get().secret(), plain, now)
                                .filter(step -> factors.use(accountId, step))
                                .isPresent()
                        || recovered(accountId, plain, act, now));
        if (used) {
            uses.insert(accountId, plain, request, act, now);
        }
        return used;
    }

    private boolean recovered(String accountId, String plain, String act, Instant now) {
        boolean used = HandCode.read(plain)
                .filter(code -> recoveryCodes.use(accountId, code, now))
                .isPresent();
        if (used) {
            trail.record(accountId, "accounts.recovery-code", accountId, null, act);
            String left = String.valueOf(recoveryCodes.left(accountId));
            notices.tell(accountId, Notices.Kind.RECOVERY_CODE_USED, Map.of("left", left));
        }
        return used;
    }

    /** @return the step near now whose code this is */
    static Optional<Long> step(TotpSecret secret, String code, Instant now) {
        long current = TotpSecret.stepAt(now);
        Long found = null;
        for (long step = current - STEPS_EITHER_SIDE; step <= current + STEPS_EITHER_SIDE; step++) {
            if (MessageDigest.isEqual(bytes(secret.code(step)), bytes(code))) {
                found = step;
            }
        }
        return Optional.ofNullable(found);
    }

    static ProblemException wrong() {
        return ProblemException.of(
                403,
                "second-factor-wrong",
                "验证码不对 · The code is wrong",
                "请填写验证器里的6位数字，每个只能用一次 · Give the six digits that your authenticator shows now; each is good once");
    }

    private ProblemException needed(String accountId, String act) {
        trail.refused(accountId, act, accountId, "second-factor-needed");
        return ProblemException.of(
                403,
                "second-factor-needed",
                "需要二次验证 · A second factor is needed",
                "请在请求头 Second-Factor 中填写验证器的6位数字；未绑定的请先绑定 ·"
                        + " Give the six digits of your authenticator in the header Second-Factor; enrol one first");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
