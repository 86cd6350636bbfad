package org.cunlu.accounts;

import org.cunlu.kernel.http.Origin;

/** One-time codes sent to a phone, by which somebody proves that it is in his hand. */
public interface Codes {
    /** A code is good for one purpose only. */
    enum Purpose {
        /** To sign in, or up where the number has no account yet. */
        SIGN_IN,
        RESET_PASSWORD,
        NEW_PHONE,
        /** To take over the record that a station kept. */
        CLAIM,
        /** To tie a sign-in provider's identity to an account. */
        LINK,
        /** To take one off. */
        UNLINK,
        ERASURE,
        /** To enrol a second factor, where the account has no password. */
        SECOND_FACTOR
    }

    /** What is told to whoever asked, the same whether the number has an account or not. */
    record Sent(String phoneMasked, long expiresInSeconds, long againInSeconds) {}

    /** A code that was right and is not spent yet. */
    record Proof(String codeId, MobileNumber phone, Purpose purpose) {}

    /**
     * Sends a new code; an earlier one of the same purpose that was asked for from the same place is void. Call it outside of
     * a transaction.
     * @throws org.cunlu.kernel.problem.ProblemException 429 {@code too-many-codes}, 503 {@code codes-unavailable} when the
     *     budget is spent or limits cannot be counted
     */
    Sent send(MobileNumber phone, Purpose purpose, Origin origin);

    /**
     * Judges a guess, which counts whatever becomes of the caller's transaction; so call it outside of one.
     * @param origin where it is guessed: elsewhere than where the code was asked for, fewer guesses are heard, so that
     *     strangers cannot use up those of the one who waits for it
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code code-wrong}: wrong, expired, spent, guessed at too often,
     *     another's or never sent
     */
    Proof prove(MobileNumber phone, Purpose purpose, String code, Origin origin);

    /**
     * Spends a proof within the caller's transaction.
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code code-wrong} when a rival was first
     */
    void spend(Proof proof);
}
