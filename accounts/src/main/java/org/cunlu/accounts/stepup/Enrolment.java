package org.cunlu.accounts.stepup;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.Credentials;
import org.cunlu.accounts.FactorEnrolment;
import org.cunlu.accounts.HandCode;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Passwords;
import org.cunlu.accounts.Person;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.accounts.stepup.TotpTable.Factor;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;

/** Ties an authenticator app to an account, gives out recovery codes, and takes both off again. */
@Singleton
class Enrolment implements FactorEnrolment {
    private static final int RECOVERY_CODES = 10;
    private static final String BEGIN = "accounts.second-factor.begin";
    private static final String CONFIRM = "accounts.second-factor.confirm";

    private final TotpTable factors;
    private final RecoveryCodeTable recoveryCodes;
    private final Judging judging;
    private final Accounts accounts;
    private final Credentials credentials;
    private final Passwords passwords;
    private final Codes codes;
    private final StepupSettings settings;
    private final Notices notices;
    private final Transactions transactions;
    private final Trail trail;
    private final WallTime time;

    Enrolment(
            TotpTable factors,
            RecoveryCodeTable recoveryCodes,
            Judging judging,
            Accounts accounts,
            Credentials credentials,
            Passwords passwords,
            Codes codes,
            StepupSettings settings,
            Notices notices,
            Transactions transactions,
            Trail trail,
            WallTime time) {
        this.factors = factors;
        this.recoveryCodes = recoveryCodes;
        this.judging = judging;
        this.accounts = accounts;
        this.credentials = credentials;
        this.passwords = passwords;
        this.codes = codes;
        this.settings = settings;
        this.notices = notices;
        this.transactions = transactions;
        this.trail = trail;
        this.time = time;
    }

    @Override
    public Begun begin(String accountId, @Nullable String password, @Nullable String code, Origin origin) {
        Person person = accounts.person(accountId).orElseThrow(ProblemException::notFound);
        if (!provenByPassword(accountId, password)) {
            proveByPhone(person.phone(), code, origin);
        }
        TotpSecret secret = TotpSecret.next();
        try {
            boolean begun = transactions.run(() -> factors.begin(accountId, secret, time.now()));
            if (!begun) {
                throw enrolledAlready();
            }
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false)) {
                throw ProblemException.of(409, "conflict", "请再试一次 · Try once more", null);
            }
            throw e;
        }
        String whose = person.phone() == null ? accountId : person.phone().masked();
        return new Begun(secret, secret.uri(whose));
    }

    @Override
    public List<HandCode> confirm(String accountId, String code) {
        if (transactions.read(() -> factors.confirmed(accountId))) {
            throw enrolledAlready();
        }
        List<HandCode> fresh = tenCodes();
        judging.judge(
                accountId,
                CONFIRM,
                () -> false,
                () -> confirmed(accountId, HandCode.plain(code), fresh),
                FactorUse.wrong());
        return fresh;
    }

    @Override
    public List<HandCode> replaceRecoveryCodes(String accountId) {
        List<HandCode> fresh = tenCodes();
        transactions.run(() -> {
            recoveryCodes.replace(accountId, fresh, time.now());
            trail.record(accountId, "accounts.recovery-codes", accountId, null, "replaced");
        });
        return fresh;
    }

    @Override
    public long recoveryCodesLeft(String accountId) {
        return recoveryCodes.left(accountId);
    }

    @Override
    public void takeOff(String accountId) {
        transactions.run(() -> {
            if (factors.remove(accountId)) {
                recoveryCodes.removeAll(accountId);
                trail.record(accountId, "accounts.second-factor", accountId, "ENROLLED", "OFF");
                notices.tell(accountId, Notices.Kind.SECOND_FACTOR_OFF, Map.of());
            }
        });
    }

    private boolean confirmed(String accountId, String code, List<HandCode> fresh) {
        Instant now = time.now();
        boolean confirmed = factors.find(accountId)
                .filter(factor -> begunLately(factor, now))
                .flatMap(factor -> FactorUse.step(factor.secret(), code, now))
                .filter(step -> factors.confirm(accountId, step, now))
                .isPresent();
        if (confirmed) {
            recoveryCodes.replace(accountId, fresh, now);
            trail.record(accountId, "accounts.second-factor", accountId, null, "ENROLLED");
        }
        return confirmed;
    }

    private boolean begunLately(Factor factor, Instant now) {
        return !factor.confirmed()
                && factor.begunAt().plus(settings.enrolWithin()).isAfter(now);
    }

    /**
     * Somebody at a desk left open must not tie his own app to another's account.
     * @return false when the account has no password
     */
    private boolean provenByPassword(String accountId, @Nullable String password) {
        String hash = credentials
                .of(accountId)
                .orElseThrow(ProblemException::notFound)
                .passwordHash();
        if (hash == null) {
            return false;
        }
        // Hashing takes long, so it is done before the guesses' lock and judged within it.
        boolean right = password != null && passwords.matches(password, hash);
        judging.judge(
                accountId,
                BEGIN,
                () -> false,
                () -> right,
                ProblemException.of(403, "password-wrong", "密码不正确 · The password is wrong", null)
                        .field("password"));
        return true;
    }

    private void proveByPhone(@Nullable MobileNumber phone, @Nullable String code, Origin origin) {
        if (phone == null || code == null) {
            throw ProblemException.invalid("code", "code-wrong", "验证码不对 · The code is wrong");
        }
        var proof = codes.prove(phone, Codes.Purpose.SECOND_FACTOR, code, origin);
        transactions.run(() -> codes.spend(proof));
    }

    private static List<HandCode> tenCodes() {
        return Stream.generate(HandCode::nextLasting)
                .distinct()
                .limit(RECOVERY_CODES)
                .toList();
    }

    private static ProblemException enrolledAlready() {
        return ProblemException.of(
                409,
                "second-factor-enrolled",
                "已绑定验证器 · A second factor is enrolled",
                "要更换请先解绑 · Take it off first to have another");
    }
}
