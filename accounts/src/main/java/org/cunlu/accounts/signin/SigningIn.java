package org.cunlu.accounts.signin;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;

/** Lets people in by phone and password. An unknown phone and a wrong password look the same, and take as long. */
@Singleton
class SigningIn {
    /** How long an address stays familiar after somebody signed in from it. */
    private static final Duration FAMILIAR = Duration.ofDays(90);

    private final Accounts accounts;
    private final AccountTable table;
    private final Passwords passwords;
    private final Guesses guesses;
    private final Sessions sessions;
    private final Transactions transactions;
    private final WallTime time;

    SigningIn(
            Accounts accounts,
            AccountTable table,
            Passwords passwords,
            Guesses guesses,
            Sessions sessions,
            Transactions transactions,
            WallTime time) {
        this.accounts = accounts;
        this.table = table;
        this.passwords = passwords;
        this.guesses = guesses;
        this.sessions = sessions;
        this.transactions = transactions;
        this.time = time;
    }

    Tokens signUp(String phone, String password, String name, String address) {
        guesses.admitSignUp(address);
        return sessions.open(accounts.register(phone, password, name), address);
    }

    /** @throws ProblemException 401 {@code sign-in-refused}, 403 {@code account-suspended}, 429 {@code too-many-guesses} */
    Tokens signIn(String writtenPhone, String password, String address) {
        MobileNumber phone = MobileNumber.of(writtenPhone);
        Optional<AccountTable.Candidate> candidate = transactions.read(() -> table.candidate(
                phone, sessions.addressIndex(address), time.now().minus(FAMILIAR)));
        boolean familiar = candidate.map(AccountTable.Candidate::familiar).orElse(false);
        guesses.admit(phone, address, familiar);
        String hash = candidate.map(AccountTable.Candidate::passwordHash).orElse(null);
        if (!passwords.matches(password, hash)) {
            guesses.wrong(address);
            throw ProblemException.of(401, "sign-in-refused", "手机号或密码不正确 · Phone or password is wrong", null);
        }
        guesses.right(phone, address, familiar);
        if (candidate.orElseThrow().state() != AccountTable.State.ACTIVE) {
            throw Refusal.ACCOUNT_SUSPENDED.problem();
        }
        return sessions.open(candidate.get().accountId(), address);
    }

    /** @throws ProblemException 401 {@code refresh-token-invalid}, 403 {@code account-suspended} */
    Tokens refresh(String refreshToken) {
        return switch (sessions.exchange(new RefreshToken(refreshToken))) {
            case Sessions.Exchange.Renewed(Tokens tokens) -> tokens;
            case Sessions.Exchange.Refused(Sessions.Exchange.Reason reason) ->
                throw reason == Sessions.Exchange.Reason.SUSPENDED
                        ? Refusal.ACCOUNT_SUSPENDED.problem()
                        : ProblemException.of(
                                        401,
                                        "refresh-token-invalid",
                                        "请重新登录 · Sign in again",
                                        "续期凭证已失效 · The refresh token is not good any more")
                                .field("refreshToken");
        };
    }
}
